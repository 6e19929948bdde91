// Tells the hub that this device reaches it, how large its page is, and for how long its stream has stood.

const TELL_MS = 4000;
const QUIET_MS = 25000; // the hub is heard every ten seconds
const show = (id, words) => (document.getElementById(id).textContent = words);
const page = document.documentElement.dataset.page || "";

let since = 0; // when the stream was opened, 0 while it is not
let heard = 0;
let breaks = 0;

function listen() {
  const stream = new EventSource(`/stream?page=check&id=${encodeURIComponent(page)}`);
  stream.onmessage = () => {
    heard = Date.now();
    since ||= heard;
  };
  stream.onerror = () => lost(stream);
  const watch = setInterval(() => {
    if (stream.readyState === EventSource.CLOSED) clearInterval(watch);
    else if (since && Date.now() - heard > QUIET_MS) lost(stream);
  }, 1000);
}

function lost(stream) {
  if (stream.readyState !== EventSource.CLOSED) stream.close();
  if (since) breaks += 1;
  since = 0;
  setTimeout(listen, 2000);
}

async function tell() {
  const stood = since ? Math.floor((Date.now() - since) / 1000) : 0;
  const wide = Math.round(window.innerWidth);
  const high = Math.round(window.innerHeight);
  show("size", `${wide} × ${high}`);
  show("line", `${stood} seconds`);
  show("breaks", breaks ? (breaks === 1 ? "once" : `${breaks} times`) : "never");
  try {
    const reply = await fetch("/check/seen", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ wide, high, stream_seconds: stood }),
    });
    const answer = await reply.json();
    if (answer.ok) show("address", answer.own ? `${answer.address}, the room’s computer itself` : answer.address);
  } catch (error) {
    show("address", "the room’s computer does not answer");
  }
}

listen();
tell();
setInterval(tell, TELL_MS);
window.addEventListener("resize", tell);
