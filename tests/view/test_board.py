"""The board: tiles that never collide at any size, letters that show their delay, and frames that draw nothing anew."""

import math
import statistics
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations, pairwise

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.board import layout as board_layout
from game.board.layout import Frame, lay, spread
from game.board.looks import skill_dots
from game.board.petals import petals
from game.board.plan import plan
from game.board.scene import BannerLook, Memory, scene
from game.board.travel import way_of
from game.board.ways import corner, distance, walked
from game.sim.actions import Action
from game.sim.desk.reports import Report, report
from game.sim.founding import found
from game.sim.week import advance
from game.sim.world import Product, Recall, StartPolicy, World
from game.view.board import elements, ground, painting
from game.view.board.camera import Camera, Flight
from game.view.board.painting import Board
from game.view.board.rim import RimBrush
from game.view.board.tiles import TileBrush
from game.view.toolkit.input import DIRECTIONS, nearest
from game.view.toolkit.pieces import Atlas
from game.words.names import Names

GOODS = ("lamps", "books", "boats", "plants", "tea", "clocks", "bread", "bells")
LOOKS = ("lamp", "book", "boat", "plant", "tea", "clock", "bread", "bell")
ROOMS = ("Workshop", "Studio", "Nursery", "Bakery", "Yard", "Kiln", "Glasshouse", "Foundry")
STALLS = ("North Gate", "Fairground", "Garden Row", "Mill End", "Old Town", "Harbour")
LEVERS = ("order", "visit", "order_department", "default", "choose", "tag", "reporting", "declare", "ritual")
SIZES = [
    (5, 1, 5, 3), (12, 3, 3, 4), (12, 2, 3, 4), (40, 5, 4, 5), (40, 6, 4, 5), (120, 5, 5, 7), (120, 6, 4, 7),
    (150, 5, 5, 8), (150, 6, 5, 8), (400, 6, 5, 8),
]  # fmt: skip
"""People, team size, teams a department, products: everything the levels reach, and more."""


def world_of(people: int, size: int, teams: int, goods: int, default: str = "choose") -> World:
    return World(
        people=people, team_size=size, teams_per_department=teams, weeks=52, discs=5,
        products=tuple(Product(name, 10.0, 1 / goods) for name in GOODS[:goods]),
        policy=StartPolicy(default, declared=("candour", "craft")), levers=LEVERS, contracts_per_quarter=2,
        value_names=("candour", "craft", "fairness"),
    )  # fmt: skip


def names_of(world: World) -> Names:
    goods = len(world.products)
    stalls = STALLS[: min(goods, 6)]
    rooms = [ROOMS[n % 8] if n < 8 else f"{ROOMS[n % 8]} {n // 8 + 1}" for n in range(world.departments)]
    return Names(
        tuple(rooms), tuple(f"Team {n}" for n in range(world.teams)), stalls, GOODS[:goods], LOOKS[:goods],
        tuple(g % len(stalls) for g in range(goods)),
    )  # fmt: skip


def played(world: World, weeks: int, moves: dict[int, Sequence[Action]] | None = None) -> list[Report]:
    state = found(world)
    out = [report(state)]
    for week in range(weeks):
        advance(state, (moves or {}).get(week, ()))
        out.append(report(state))
    return out


def floor_moves() -> dict[int, Sequence[Action]]:
    return {
        8: [Action("tag", 1, (2, 12))], 9: [Action("order", 4, (3, 8))], 12: [Action("ritual", 0, (1,))],
        14: [Action("order", 2, (1, 4))], 15: [Action("order_department", 3, (0, 4)), Action("visit", 7)],
    }  # fmt: skip


def a_board(
    world: World, reports: Sequence[Report], size: tuple[int, int] = (1280, 720), pending: Sequence[Action] = (), *,
    theme: str = "light", reduced_motion: bool = False,
) -> Board:  # fmt: skip
    out = Board(Atlas("dark" if theme == "dark" else "light"), names_of(world), reduced_motion=reduced_motion)
    s = min(size[0] / 1280, size[1] / 720)
    out.resize(size, (size[0] / 2 - 388 * s, 54 * s, 752 * s, 622 * s))
    for one in reports:
        out.update(one)
    out.update(reports[-1], pending)
    return out


def picture(one: Board, now: float, **marks: str) -> bytes:
    surface = pygame.Surface(one.size)
    one.paint(surface, now, **marks)  # type: ignore[arg-type]
    return pygame.image.tobytes(surface, "RGB")


def neighbour(board: Board, key: str, direction: str) -> str | None:
    """What lies next to a key by the arrows: "left", "right", "up" or "down"."""
    # A market counts by its middle part: tall ones would draw arrows away from the plates beside them.
    regions = [
        replace(region, rect=region.rect.inflate(0, -region.rect.height // 5))
        if region.key.startswith("market") else region
        for region in board.regions()
    ]  # fmt: skip
    start = next((region for region in regions if region.key == key), None)
    found = nearest(start, regions, DIRECTIONS[direction]) if start is not None else None
    return found.key if found is not None else None


@pytest.fixture(scope="module")
def floor() -> tuple[World, list[Report]]:
    """The floor of 120 people after sixteen eventful weeks."""
    world = world_of(120, 5, 5, 7)
    return world, played(world, 16, floor_moves())


@pytest.fixture
def window() -> Iterator[pygame.Surface]:
    """A window, so that pictures take its format as they do in the game."""
    pygame.display.init()
    yield pygame.display.set_mode((1280, 720))
    pygame.display.quit()


@pytest.mark.parametrize(("people", "size", "teams", "goods"), SIZES)
def test_tiles_lie_on_the_land_apart_from_each_other_and_off_the_roads(
    people: int, size: int, teams: int, goods: int
) -> None:
    world = world_of(people, size, teams, goods)
    layout = lay([team // teams for team in range(world.teams)], world.departments, min(goods, 6))
    r = layout.radius
    for a, b in combinations(layout.tiles, 2):
        assert distance(a, b) >= 1.05 * math.sqrt(3) * r
    half_road = 9.0 if layout.grid.radius > 40 else 7.5
    for place in layout.tiles:
        for number in range(6):
            x, y = corner(number, 1.0)
            along, aside = place[0] * x + place[1] * y, abs(place[0] * y - place[1] * x)
            assert along <= 0 or aside >= r * 0.866 + half_road
            nx, ny = math.cos(math.radians(30 + 60 * number)), math.sin(math.radians(30 + 60 * number))
            outward = max(nx * (place[0] + r * math.cos(t)) + ny * (place[1] + r * math.sin(t)) for t in _turns())
            assert outward <= board_layout.LAND * 0.866
        assert distance(place, (0, 0)) >= board_layout.DESK + r
    assert {layout.department[team] for team in layout.heart} == set(range(world.departments))


def _turns() -> list[float]:
    return [math.pi / 6 + n * math.pi / 3 for n in range(6)]


@pytest.mark.parametrize("screen", [(1280, 720), (1920, 1080), (960, 540)])
@pytest.mark.parametrize(("people", "size", "teams", "goods"), SIZES)
@pytest.mark.slow
def test_plates_markets_and_pills_cover_neither_each_other_nor_a_tile(
    people: int, size: int, teams: int, goods: int, screen: tuple[int, int]
) -> None:
    world = world_of(people, size, teams, goods)
    reports = played(world, 12, {8: [Action("tag", 1, (2, 12))]})
    one = a_board(world, reports, screen)
    surface = pygame.Surface(screen)
    one.paint(surface, reports[-1].week)
    rects = {
        name: element.rect
        for name, element in one.still._elements.items()
        if name.split()[0] in ("department", "market", "pill", "banner")
    }
    slack = round(4 * one.view.scale)
    for (first, a), (second, b) in combinations(rects.items(), 2):
        shared = a.clip(b)
        kinds = {first.split()[0], second.split()[0]}
        allowed = round(16 * one.view.scale) if kinds & {"market", "banner"} else slack
        assert min(shared.width, shared.height) <= allowed, (first, second, shared)
    for name, rect in rects.items():
        assert one.frame.y - slack <= rect.top, name
        assert rect.bottom <= one.frame.y + one.frame.height + slack, name
        assert one.frame.x - 4 * slack <= rect.left, name
        assert rect.right <= one.frame.x + one.frame.width + 4 * slack, name
    # Up to 150 people, nothing touches a tile; at 400 a market's corner may touch the lip of one.
    reach = one.radius * (0.85 if people <= 150 else 0.65)
    for team in range(world.teams):
        x, y = one.place(f"team {team}").center
        rim = [(x + reach * math.sin(n * math.pi / 3), y - reach * math.cos(n * math.pi / 3)) for n in range(6)]
        for name, rect in rects.items():
            assert not any(rect.collidepoint(point) for point in rim), (team, name)


@pytest.mark.parametrize(("people", "size", "teams", "goods"), SIZES)
def test_everything_can_be_pointed_at_and_reached_by_arrows(people: int, size: int, teams: int, goods: int) -> None:
    world = world_of(people, size, teams, goods)
    one = a_board(world, played(world, 1))
    keys = one.order()
    assert len(keys) == len(set(keys)) == 1 + world.departments + world.teams + min(goods, 6)
    for key in keys:
        assert one.hit(one.place(key).center) == key
    reached, border = {"desk"}, ["desk"]
    while border:
        here = border.pop()
        for way in ("left", "right", "up", "down"):
            there = neighbour(one, here, way)
            if there is not None and there not in reached:
                reached.add(there)
                border.append(there)
    assert reached == set(keys)


def test_a_tile_is_hit_as_a_hexagon_and_the_bare_land_is_not(floor: tuple[World, list[Report]]) -> None:
    one = a_board(*floor)
    rect = one.place("team 0")
    assert one.hit((rect.left + 1, rect.top + 1)) != "team 0"
    assert one.hit((rect.centerx, rect.top + 2)) == "team 0"
    assert one.hit((10, 700)) is None
    assert one.place("no such key").size == (0, 0)


def test_a_letter_leaves_the_desk_when_sent_and_touches_the_tile_when_read() -> None:
    world = world_of(120, 5, 5, 7)
    assert world.letter_weeks == 2
    reports = played(world, 9, {5: [Action("order", 4, (3, 8))]})
    layout = lay([int(d) for d in reports[0].department], world.departments, 6)
    seen: list[tuple[int, float, float]] = []
    for one in reports:
        for parcel in scene(one, names_of(world), layout, Memory()).parcels:
            if parcel.kind == "order":
                seen.append((one.week, (one.week - parcel.start) / (parcel.end - parcel.start), parcel.weeks))
                assert parcel.team == 4
                assert parcel.disc
                way = way_of(parcel, layout)
                assert distance(way[0], (0, 0)) <= board_layout.DESK
                assert distance(way[-1], layout.tiles[4]) <= layout.radius
    assert seen == [(6, 0.0, 1), (7, 0.5, 0)], "the pill says how long until it is read, as the list of the road does"
    read = reports[8]
    assert int(read.ordered[4, 1]) == 7
    look = scene(read, names_of(world), layout, Memory()).tiles[4]
    assert look.order == 7
    assert not look.coming


def test_without_delay_an_order_travels_within_the_running_week() -> None:
    world = world_of(5, 1, 5, 3, "wait")
    reports = played(world, 2)
    one = a_board(world, reports)
    surface = pygame.Surface(one.size)
    one.paint(surface, 2.4)
    order = Action("order", 3, (0, 4))
    one.update(reports[-1], (order,))
    assert one.scene is not None
    (letter,) = [parcel for parcel in one.scene.parcels if parcel.kind == "order"]
    assert (letter.start, letter.end, letter.weeks) == (pytest.approx(2.4), 3.0, 0)
    assert one.scene.waiting == 1
    assert one.scene.discs == 4
    assert one.scene.tiles[3].coming
    early, late = (_letter_place(one, now) for now in (2.45, 2.95))
    assert distance(early, one.view.at((0, 0))) < distance(late, one.view.at((0, 0)))


def _letter_place(one: Board, now: float) -> tuple[float, float]:
    """Where the order's envelope is blitted in a frame."""
    one.paint(pygame.Surface(one.size), now)
    (envelope,) = [track.image for parcel, track in one._movers.parcels if parcel.kind == "order"]
    (place,) = [place for image, place in one._moving() if image is envelope]
    return place[0] + envelope.get_width() / 2, place[1] + envelope.get_height() / 2


def test_reduced_motion_steps_weekly(floor: tuple[World, list[Report]]) -> None:
    world, reports = floor
    calm, lively = (a_board(world, reports, reduced_motion=still) for still in (True, False))
    assert picture(calm, 16.1) == picture(calm, 16.9)
    assert picture(lively, 16.1) != picture(lively, 16.9)


@pytest.mark.parametrize("lens", ["morale", "flow", "stock", "orders"])
@pytest.mark.slow
def test_a_changed_report_repaints_a_part_and_leaves_the_same_picture_as_painting_all(
    floor: tuple[World, list[Report]], lens: str
) -> None:
    world, reports = floor
    grown = a_board(world, reports[:-1])
    picture(grown, 15.0, lens=lens)
    before = grown.still.painted
    grown.update(reports[-1])
    stepwise = picture(grown, 16.0, lens=lens)
    assert stepwise == picture(a_board(world, reports), 16.0, lens=lens)
    assert grown.still.painted > before
    before = grown.still.painted
    grown.update(reports[-1], (Action("visit", 11),))
    picture(grown, 16.0, lens=lens)
    changed = grown.still.painted - before
    assert 0 < changed < 0.06 * grown.size[0] * grown.size[1]


@pytest.mark.parametrize(("people", "size", "teams", "goods"), [(120, 5, 5, 7), (400, 6, 5, 8)])
def test_what_a_tile_shows_lies_where_it_is_painted_anew(people: int, size: int, teams: int, goods: int) -> None:
    """Also a disc that stands at a tile so small that the disc is as large as it has to be to be seen."""
    world, reach = world_of(people, size, teams, goods), 0
    one = a_board(world, played(world, 1), pending=[Action("visit", 0)])
    for _ in range(4):
        setting, found = one._set(), dict[str, elements.Element]()
        assert one.scene is not None
        for part in ("base", "team"):
            elements._add_tile(found, setting, one.scene, "morale", 0, part)
        for element in found.values():
            assert isinstance(element.draw, partial)
            x, y = element.rect.topleft
            alone = pygame.Surface((element.rect.width + 80, element.rect.height + 80), pygame.SRCALPHA)
            partial(element.draw, x=element.draw.keywords["x"] - x + 40, y=element.draw.keywords["y"] - y + 40)(alone)
            lies = alone.get_bounding_rect(min_alpha=16)
            assert element.rect.move(40 - x, 40 - y).inflate(3, 3).contains(lies)
            reach = max(reach, lies.height)
        one.zoom_at((640, 360), 1)
    assert reach > 20


def test_the_lenses_and_themes_differ_and_come_back(floor: tuple[World, list[Report]]) -> None:
    one = a_board(*floor)
    shots = [picture(one, 16.0, lens=lens) for lens in ("morale", "flow", "stock", "orders", "morale")]
    assert shots[0] == shots[-1]
    assert len(set(shots)) == 4
    one.atlas.theme = "dark"
    assert picture(one, 16.0) == picture(a_board(*floor, theme="dark"), 16.0)


def test_no_frame_rasterises_or_letters_anything(floor: tuple[World, list[Report]]) -> None:
    world, reports = floor
    one = a_board(world, reports)
    surface = pygame.Surface(one.size)
    one.paint(surface, 16.0, hover="market 1", selected="team 2", seconds=1.0)
    before = one.atlas.rasterised, one.atlas.text.rendered, one.still.painted
    for frame in range(60):
        one.paint(surface, 16 + frame / 60, hover="market 1", selected="team 2", seconds=1 + frame / 60)
    assert (one.atlas.rasterised, one.atlas.text.rendered, one.still.painted) == before


def test_coming_closer_keeps_the_place_under_the_pointer_and_the_board_in_its_frame(
    floor: tuple[World, list[Report]],
) -> None:
    one = a_board(*floor)
    one.pan(200, 100)
    assert one.view == a_board(*floor).view
    pointer = (700, 400)
    fixed = one.view.back(pointer)
    while one.zoom_at(pointer, 1):
        x, y = one.view.at(fixed)
        assert (x, y) == (pytest.approx(pointer[0], abs=0.01), pytest.approx(pointer[1], abs=0.01))
    assert 2.0 <= one.zoom <= board_layout.ZOOMS[-1]
    assert one.radius <= board_layout.LARGEST_TILE
    one.pan(99_999, -99_999)
    left, _ = one.view.at((-board_layout.WIDTH / 2, 0))
    _, bottom = one.view.at((0, board_layout.HEIGHT / 2))
    assert left == pytest.approx(one.frame.x)
    assert bottom == pytest.approx(one.frame.y + one.frame.height)
    one.show("team 20")
    area = pygame.Rect(one.frame.x, one.frame.y, one.frame.width, one.frame.height)
    assert area.contains(one.place("team 20"))
    one.reset_view()
    assert one.zoom == 1.0
    assert picture(one, 16.0) == picture(a_board(*floor), 16.0)


def test_the_zoom_flies_and_lands(floor: tuple[World, list[Report]]) -> None:
    one = a_board(*floor)
    surface = pygame.Surface(one.size)
    one.paint(surface, 16.0, seconds=1.0)
    far = surface.copy()
    one.zoom_at((900, 300), 1)
    one.paint(surface, 16.0, seconds=1.1)
    assert _difference(surface, far) < 0.02
    one.paint(surface, 16.0, seconds=1.25)
    between = surface.copy()
    one.paint(surface, 16.0, seconds=2.0)
    assert _difference(surface, between) > 0.02
    landed = surface.copy()
    one.paint(surface, 16.0, seconds=2.1)
    assert _difference(surface, landed) < 0.02


def test_beside_a_drawer_the_board_slides_to_its_place_and_with_reduced_motion_lies_nowhere_between(
    floor: tuple[World, list[Report]],
) -> None:
    for reduced in (False, True):
        one, seconds = a_board(*floor, reduced_motion=reduced), 1.0
        surface = pygame.Surface(one.size)
        one.paint(surface, 16.0, seconds=seconds)
        start = surface.copy()
        x, y, wide, high = one.frame.x, one.frame.y, one.frame.width, one.frame.height
        straight = a_board(*floor, reduced_motion=reduced)
        straight.resize(one.size, (x + 60, y, wide, high))
        straight.paint(surface, 16.0, seconds=1.0)
        goal, seen = surface.copy(), []
        one.resize(one.size, (x + 60, y, wide, high))
        while seconds < 1.75:
            seconds += 0.08
            one.paint(surface, 16.0, seconds=seconds)
            seen.append((_difference(surface, start) < 0.02, _difference(surface, goal) < 0.02))
        assert seen[0] == (True, False), "it sets out from where it was"
        assert seen[-1] == (False, True)
        assert ((False, False) in seen) == (not reduced)
        assert picture(one, 16.0) == picture(straight, 16.0)


def test_what_a_flight_leads_to_is_painted_in_many_of_its_frames_and_is_what_would_have_been_painted_at_once(
    floor: tuple[World, list[Report]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Zooms and drags in each other's midst, one step a frame, against a board that nobody saw on its way."""
    monkeypatch.setattr(painting, "BRISK_SECONDS", 0.0)
    one, straight, seconds = a_board(*floor), a_board(*floor), 1.0
    surface = pygame.Surface(one.size)
    one.paint(surface, 16.0, seconds=seconds)
    way = [(2, 0, 0, 1), (4, -60, 20, 0), (3, -9, 4, 1), (1, 0, 0, -1), (1, 40, 9, 0)]
    for frames, dx, dy, closer in way:
        for board in (one, straight):
            if closer:
                board.zoom_at((600, 300), closer)
            board.pan(dx, dy)
        for _ in range(frames):
            seconds += 1 / 60
            painted = one.still.painted
            one.paint(surface, 16.0, seconds=seconds)
            assert one.behind or one.still.painted > painted
    passed = 0
    while one.behind:
        passed, seconds = passed + 1, seconds + 1 / 60
        one.paint(surface, 16.0, seconds=seconds)
    assert passed >= 2, "all at once would be a hitch"
    assert picture(one, 16.0) == picture(straight, 16.0)


def test_a_flight_farther_than_the_window_leaves_one_picture_and_comes_to_the_other() -> None:
    camera, size = Camera(Frame(0, 0, 200, 100)), (200, 100)
    camera.suit(plan([team // 84 for team in range(1000)], 12, 6))
    camera.turn_to(99, (900.0, 0.0))
    before = camera.view
    camera.turn_to(camera.level, (-900.0, 0.0))
    assert camera.view.scale == before.scale
    assert before.x - camera.view.x > 2 * size[0]
    colours = {name: pygame.Color(name) for name in ("black", "red", "blue")}
    table, start, goal = (pygame.Surface(size) for _ in colours)
    for surface, colour in zip((table, start, goal), colours.values(), strict=True):
        surface.fill(colour)
    flight, window, seen = Flight(start, before, before), pygame.Surface(size), []
    for frame in range(40):
        camera.fly(window, flight, table, 1.0 + frame / 60)
        there = {name for name, colour in colours.items() if pygame.transform.threshold(
            None, window, colour, threshold=(1, 1, 1, 255), set_behavior=0)}  # fmt: skip
        seen.append(there)
        if frame == 3:
            flight.goal = goal
    assert {"red"} <= seen[0] & seen[5], "it sets out from what was seen, also once the goal is there"
    assert "blue" in set().union(*seen)


def test_a_window_that_shows_more_squares_of_the_ground_than_are_kept_has_them_all(
    floor: tuple[World, list[Report]], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = picture(a_board(*floor), 16.0)
    monkeypatch.setattr(ground, "KEPT_SQUARES", 3)
    assert picture(a_board(*floor), 16.0) == whole


def _difference(a: pygame.Surface, b: pygame.Surface) -> float:
    """Share of the window's pixels, table left out, that differ clearly."""
    left, right = (pygame.surfarray.pixels3d(s)[300:960:3, 60:660:3].astype(np.int16) for s in (a, b))
    return float((abs(left - right).max(axis=2) > 40).mean())


@given(
    x=st.floats(260, 1000), y=st.floats(70, 660), count=st.integers(2, 9), clear=st.floats(15, 80),
    unit=st.sampled_from([1.0, 1.25, 1.5]),
)  # fmt: skip
def test_petals_stay_inside_apart_and_off_their_tile(
    x: float, y: float, count: int, clear: float, unit: float
) -> None:
    area = Frame(252, 54, 752, 622)
    found = petals((x, y), clear, count, area, unit)
    assert len(found) == count
    for petal in found:
        left, top, width, height = petal.rect
        assert left >= area.x - 1
        assert top >= area.y - 1
        assert left + width <= area.x + area.width + 1
        assert top + height <= area.y + area.height + 1
        assert distance(petal.centre, (x, y)) >= 0.86 * (petal.radius + clear)
    for a, b in combinations(found, 2):
        assert distance(a.centre, b.centre) >= math.sqrt(3) * a.radius


@given(count=st.integers(0, 200), parts=st.integers(1, 6))
def test_teams_are_spread_evenly_over_sectors(count: int, parts: int) -> None:
    shares = spread(count, parts)
    assert sum(shares) == count
    assert len(shares) == parts
    assert max(shares) - min(shares) <= 1


@given(departments=st.integers(1, 30), each=st.integers(1, 6), markets=st.integers(0, 6))
def test_any_company_has_a_layout(departments: int, each: int, markets: int) -> None:
    layout = lay([n // each for n in range(departments * each)], departments, markets)
    assert len(set(layout.tiles)) == departments * each
    assert len(layout.plates) == departments
    assert layout.grid.radius >= 8
    for team in range(0, departments * each, 7):
        for market in range(markets):
            way = layout.way_to_market(team, market)
            assert distance(way[0], layout.tiles[team]) <= 1.31 * layout.radius
            assert distance(way[-1], layout.market(market)) <= 60


@given(st.lists(st.tuples(st.floats(-300, 300), st.floats(-300, 300)), min_size=2, max_size=6), st.floats(0.5, 30))
def test_a_walked_way_has_even_steps_and_its_own_ends(points: list[tuple[float, float]], step: float) -> None:
    marks = walked(tuple(points), step)
    assert marks[0] == points[0]
    assert marks[-1] == points[-1]
    assert all(distance(a, b) <= step + 1e-6 for a, b in pairwise(marks))


def test_skills_show_as_a_question_until_seen() -> None:
    assert [skill_dots(skill) for skill in (math.nan, 0.5, 0.89, 0.9, 1.19, 1.2, 2.0)] == [0, 1, 1, 2, 2, 3, 3]
    world = world_of(120, 5, 5, 7)
    reports = played(world, 6, {3: [Action("visit", 7)]})
    layout = lay([int(d) for d in reports[0].department], world.departments, 6)
    looks = scene(reports[4], names_of(world), layout, Memory()).tiles
    assert looks[7].skill > 0
    assert looks[7].fresh
    assert {look.skill for team, look in enumerate(looks) if team != 7 and look.job >= 0} == {0}
    assert not any(look.fresh for team, look in enumerate(looks) if team != 7)


def troubled(weeks: int = 12) -> tuple[World, list[Report]]:
    """A company where much burns and a batch of material turns out to be bad."""
    world = replace(world_of(400, 6, 11, 7), trouble=4.0, recalls=(Recall(6, 0.5),))
    return world, played(world, weeks)


def test_fires_and_bad_material_are_marked_where_they_were_reported() -> None:
    world, reports = troubled()
    layout = lay([int(d) for d in reports[0].department], world.departments, 6)
    for one in (reports[0], reports[-1]):
        looks = scene(one, names_of(world), layout, Memory()).tiles
        assert [look.fire for look in looks] == [int(n) for n in one.fire]
        assert [look.faulty for look in looks] == [share > 0 for share in one.faulty]
    assert any(look.fire for look in looks)
    assert any(look.faulty for look in looks)


def test_where_a_whole_department_has_bad_material_its_plate_tells_and_its_tiles_whisper() -> None:
    world, reports = troubled()
    layout = lay([int(d) for d in reports[0].department], world.departments, 6)
    bad = np.zeros(len(reports[0].head))
    bad[np.flatnonzero(reports[0].department == 0)] = 0.5
    bad[np.flatnonzero(reports[0].department == 1)[:1]] = 0.5
    shown = scene(replace(reports[0], faulty=bad), names_of(world), layout, Memory())
    assert [plate.faulty for plate in shown.plates] == [True] + [False] * (world.departments - 1)
    for team, look in enumerate(shown.tiles):
        assert look.common == (layout.department[team] == 0)


def test_a_banner_counts_betrayed_at_the_left_and_lived_at_the_right_as_its_card_does() -> None:
    world, reports = troubled(1)
    atlas = Atlas("light")
    layout = lay([int(d) for d in reports[0].department], world.departments, 6)
    drawn = RimBrush(atlas, layout, names_of(world), 4.0, "A").banner(BannerLook("craft", 50, 50, -1, 4, 1))
    counts = pygame.surfarray.array3d(drawn)[:, round(drawn.get_height() * 0.86) :]

    def middle(ink: tuple[int, ...]) -> float:
        near = np.abs(counts.astype(int) - np.array(ink[:3])).sum(axis=2) < 12
        assert near.any()
        return float(np.nonzero(near)[0].mean())

    assert middle(atlas.palette.bad) < drawn.get_width() / 2 < middle(atlas.palette.indigo)


@pytest.mark.parametrize("detail", ["A", "B", "C"])
def test_the_marks_of_trouble_change_the_picture_of_a_tile_in_shape(detail: str) -> None:
    world, reports = troubled(1)
    names, atlas = names_of(world), Atlas("light")
    layout = lay([int(d) for d in reports[0].department], world.departments, 6)
    calm = scene(reports[0], names, layout, Memory()).tiles[0]
    brush = TileBrush(atlas, layout, names, 1.0, detail)
    side = round(layout.radius * 3)
    pictures = []
    for look in (calm, replace(calm, fire=3), replace(calm, faulty=True), replace(calm, fire=3, faulty=True)):
        surface = pygame.Surface((side, side))
        surface.fill((233, 221, 196))
        brush.tile_content(surface, look, side / 2, side / 2, "morale")
        pictures.append(pygame.transform.grayscale(surface))
    for first, second in combinations(pictures, 2):
        changed = pygame.mask.from_threshold(first, (0, 0, 0), (24, 24, 24, 255), second)
        assert side * side - changed.count() > 20, "a mark that only differs in hue would leave the grey picture alone"


def test_a_letter_to_the_whole_company_goes_to_every_department_and_is_awaited_by_all() -> None:
    world = replace(world_of(400, 6, 11, 7), levers=(*LEVERS, "order_company"))
    reports = played(world, 4, {3: [Action("order_company", -1, (7, 2))]})
    layout = lay([int(d) for d in reports[0].department], world.departments, 6)
    shown = scene(reports[-1], names_of(world), layout, Memory())
    letters = [parcel for parcel in shown.parcels if parcel.kind == "order"]
    assert sorted(parcel.team for parcel in letters) == sorted(layout.heart)
    assert sum(parcel.disc for parcel in letters) == 2, "the letter took two discs along"
    assert all(look.coming for look in shown.tiles)


def test_news_ages_and_the_market_owes_or_stocks() -> None:
    world = world_of(400, 6, 5, 8, "wait")
    reports = played(world, 7)
    layout = lay([int(d) for d in reports[0].department], world.departments, 6)
    shown = scene(reports[-1], names_of(world), layout, Memory())
    assert {plate.age for plate in shown.plates} == {reports[-1].age}
    assert all(look.job == -1 for look in shown.tiles)
    assert shown.flows == ()
    for market in shown.markets:
        for row in market.rows:
            assert row.owed == int(reports[-1].backlog[row.product] + 0.5) > 0
            assert row.stock == 0
            assert row.tokens == min(row.owed, 7)
    assert shown.markets[0].rows[0].product == 0


def test_prices_show_where_they_go_and_an_earlier_week_forgets_them() -> None:
    world = world_of(5, 1, 5, 3, "wait")
    reports = played(world, 8)
    one = a_board(world, reports)
    assert one.scene is not None
    assert {row.trend for market in one.scene.markets for row in market.rows} <= {0, 1}
    rising = [g for g in range(3) if reports[-1].price[g] > 1.04 * reports[-3].price[g]]
    assert [row.product for market in one.scene.markets for row in market.rows if row.trend == 1] == rising
    one.update(reports[1])
    assert one.scene is not None
    assert {row.trend for market in one.scene.markets for row in market.rows} == {0}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_neither_a_ring_nor_goods_on_the_road_hide_a_name(theme: str) -> None:
    world = world_of(5, 1, 5, 3)
    moves = {0: [Action("order", team, (team % 3, 8)) for team in range(5)]}
    one = a_board(world, played(world, 3, moves), theme=theme)
    surface = pygame.Surface((1280, 720))
    one.paint(surface, 3.0)
    for team in range(5):
        name, place = one._set().ribbons(one.scene)[team] if one.scene is not None else (surface, (0, 0))
        paper = name.get_rect(topleft=place).inflate(-round(20 * one.view.scale), -round(10 * one.view.scale))
        plain = pygame.image.tobytes(one.still.surface.subsurface(paper), "RGB")
        for part in range(24):
            for role in ({}, {"selected": f"team {team}"}, {"focus": f"team {team}"}, {"hover": f"team {team}"}):
                one.paint(surface, 3.0 + part / 24, **role)
                assert pygame.image.tobytes(surface.subsurface(paper), "RGB") == plain, (team, part, role)


def test_a_tile_warms_gradually_and_at_once_with_reduced_motion(floor: tuple[World, list[Report]]) -> None:
    world, reports = floor
    for reduced in (False, True):
        one = a_board(world, reports[:1], reduced_motion=reduced)
        surface = pygame.Surface((1280, 720))
        one.paint(surface, 0.0, seconds=1.0)
        assert one.scene is not None
        before = one.scene.tiles
        last = next(n for n, r in enumerate(reports) if scene_steps(one, r) != [tile.step for tile in before])
        one.update(reports[last])
        one.paint(surface, float(last), seconds=2.0)
        changed = next(n for n, tile in enumerate(one.scene.tiles) if tile.step != before[n].step)
        spot = one.place(f"team {changed}")
        spot = (spot.centerx, spot.bottom - round(spot.height * 0.12))
        new = one.still.surface.get_at(spot)
        assert (surface.get_at(spot) == new) == reduced
        one.paint(surface, float(last), seconds=2.6)
        assert surface.get_at(spot) == new


def scene_steps(one: Board, report: Report) -> list[int]:
    assert one.layout is not None
    return [tile.step for tile in scene(report, one.names, one.layout, Memory()).tiles]


def test_a_market_says_what_is_wanted_from_the_first_week_on() -> None:
    world = world_of(40, 5, 4, 5)
    reports = played(world, 2)
    for one in reports:
        shown = scene(one, names_of(world), lay([int(d) for d in one.department], world.departments, 5), Memory())
        rows = {row.product: row for market in shown.markets for row in market.rows}
        for product in range(5):
            wanted = float(one.demand[product])
            words = f"{wanted:.0f}" if wanted >= 9.95 else f"{wanted:.1f}".removesuffix(".0")
            assert rows[product].wanted == f"{words} a week"


@pytest.mark.parametrize("department", ["Conservatory", "Marionettes", "Typesetters"])
def test_a_plate_shows_a_whole_name_of_twelve_letters(floor: tuple[World, list[Report]], department: str) -> None:
    world, reports = floor
    one = a_board(world, reports[-1:])
    rim = one._set().rim
    assert one.scene is not None
    assert one.layout is not None
    for look, spot in zip(one.scene.plates, one.layout.plates, strict=True):
        long = replace(look, name=department)
        image = rim.plate(long, spot)
        assert image.get_width() <= (spot.width + 8) * one.view.scale
        words = rim.text(department, 12.5, rim.atlas.palette.ink, 600, serif=True)
        assert image.get_width() >= words.get_width() + 28 * one.view.scale


def test_goods_are_shown_in_proportion_and_never_too_many(floor: tuple[World, list[Report]]) -> None:
    world, reports = floor
    layout = lay([int(d) for d in reports[0].department], world.departments, 6)
    names = names_of(world)
    for one in reports[1:]:
        flows = scene(one, names, layout, Memory()).flows
        assert sum(flow.tokens for flow in flows) <= 60
        made = {flow.product for flow in flows}
        assert made == {int(job) for job, out in zip(one.job, one.output, strict=True) if 0 <= job < 7 and out > 0}
        assert all(flow.market == names.product_market[flow.product] for flow in flows)


def test_goods_keep_equal_distances_on_their_way(floor: tuple[World, list[Report]]) -> None:
    one = a_board(*floor)
    one.paint(pygame.Surface(one.size), 16.0)
    assert one._movers.flows
    for flow, track in one._movers.flows:
        assert len(track.places) == flow.tokens * track.stride
        for offset in (0, track.stride // 2, track.stride - 1):
            assert len(track.blits(offset)) == flow.tokens


def blits_a_frame(window: pygame.Surface, one: Board, week: int) -> list[float]:
    """What frames of a board cost in blits of the whole window: the medians of eight runs of sixty."""
    # A picture, not an empty surface: memory that was never written is one shared page and costs nothing to read.
    other = one.atlas.table(1280, 720).copy()
    ratios = []
    for run in range(9):
        blits, frames = [], []
        for n in range(60):
            start = time.perf_counter()
            window.blit(other, (0, 0))
            middle = time.perf_counter()
            one.paint(window, week + n / 60, seconds=1 + n / 60)
            blits.append(middle - start)
            frames.append(time.perf_counter() - middle)
        if run:
            ratios.append(statistics.median(frames) / statistics.median(blits))
    return ratios


def test_a_frame_of_the_floor_costs_about_two_blits_of_the_window(
    window: pygame.Surface, floor: tuple[World, list[Report]]
) -> None:
    ratios = blits_a_frame(window, a_board(*floor), 16)
    assert min(ratios) <= 2.0, ratios


BEATS = 2.4
"""Seconds after which whatever waves or breathes looks as it did."""


def _light(surface: pygame.Surface) -> float:
    return float(pygame.transform.average_color(surface)[1])


@pytest.mark.slow
def test_nothing_that_moves_and_no_ring_is_gone_while_the_board_flies(floor: tuple[World, list[Report]]) -> None:
    """Letters, goods, sleepers and the ring around what is selected are on both pictures of a flight."""
    world, reports = floor
    one = a_board(world, reports, pending=[Action("order", 9, (1, 4))])
    surface = pygame.Surface(one.size)
    marks = {"selected": "team 3", "hover": "team 7"}
    for seconds in (0.05, 1.0):  # the ripples of a tag pass
        one.paint(surface, 16.4, seconds=seconds, **marks)  # type: ignore[arg-type]
    assert one._movers.parcels
    assert one._movers.flows
    before = pygame.image.tobytes(surface, "RGB")
    one.zoom_at((640, 300), 1)
    one.paint(surface, 16.4, seconds=1.0, **marks)  # type: ignore[arg-type]
    assert pygame.image.tobytes(surface, "RGB") == before, "it sets out with all that was there"
    flight = one._flight
    assert flight is not None
    while flight.goal is None:
        seconds += 1 / 60
        one.paint(surface, 16.4, seconds=seconds, **marks)  # type: ignore[arg-type]
    one.paint(surface, 16.4, seconds=seconds + BEATS, **marks)  # type: ignore[arg-type]
    assert one._flight is None
    assert _difference(surface, flight.goal) < 1e-9, "and it comes to what is there"


def test_the_board_darkens_around_a_tile_and_brightens_again_without_a_jump(floor: tuple[World, list[Report]]) -> None:
    one, surface = a_board(*floor), pygame.Surface((1280, 720))
    one.paint(surface, 16.0, seconds=1.0)
    bright, lights = _light(surface), []
    for n in range(1, 15):
        one.paint(surface, 16.0, seconds=1.0 + n / 50, spotlight="team 3", selected="team 3")
        lights.append(_light(surface))
    dark = lights[-1]
    assert dark < 0.75 * bright
    assert lights == sorted(lights, reverse=True)
    assert all(was - now < 0.3 * (bright - dark) for was, now in pairwise([bright, *lights]))
    again = []
    for n in range(1, 15):
        one.paint(surface, 16.0, seconds=2.0 + n / 50)
        again.append(_light(surface))
        assert one.dims == (n < 12), "whoever lays panels on the picture knows that it is not bright yet"
    assert again == sorted(again)
    assert all(now - was < 0.3 * (bright - dark) for was, now in pairwise([dark, *again]))
    assert abs(again[-1] - bright) <= 1
    still = a_board(*floor, reduced_motion=True)
    still.paint(surface, 16.0, seconds=1.0)
    still.paint(surface, 16.0, seconds=1.01, spotlight="team 3", selected="team 3")
    assert abs(_light(surface) - dark) <= 1, "with less motion at once"


def test_a_dark_board_stays_dark_while_it_flies(floor: tuple[World, list[Report]]) -> None:
    one, surface = a_board(*floor), pygame.Surface((1280, 720))
    given = {"spotlight": "team 3", "selected": "team 3"}
    one.paint(surface, 16.0, seconds=1.0)
    bright, seconds = _light(surface), 2.0
    for seconds in (1.1, 2.0):
        one.paint(surface, 16.0, seconds=seconds, **given)  # type: ignore[arg-type]
    dark = _light(surface)
    one.zoom_at((640, 300), 1)
    while seconds < 3.0:
        seconds += 1 / 30
        one.paint(surface, 16.0, seconds=seconds, **given)  # type: ignore[arg-type]
        assert _light(surface) < dark + 0.35 * (bright - dark)


def test_letters_lie_at_the_desk_until_the_week_begins_and_then_are_on_the_road(
    floor: tuple[World, list[Report]],
) -> None:
    world, reports = floor
    moves = [Action("order", 9, (1, 4)), Action("order", 3, (0, 4))]
    one, none = a_board(world, reports, pending=moves), a_board(world, reports)
    none.scene = replace(one.scene, waiting=0)  # type: ignore[type-var]
    none._shown = None
    for share, lie_there in ((0.0, True), (0.9, False)):
        pictures = []
        for board in (one, none):
            surface = pygame.Surface(board.size)
            board.paint(surface, 16.0 + share, seconds=1.0)
            pictures.append(pygame.image.tobytes(surface.subsurface(board.place("desk")), "RGB"))
        assert (pictures[0] != pictures[1]) == lie_there, share
