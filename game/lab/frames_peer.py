"""The core rules (choose, work, price, morale, commitment) as a mesa-frames model, to compare speed with; needs
`mesa-frames`, the extension of Mesa that keeps its agents in Polars frames.

Written as mesa-frames is meant to be used: a set of agents for the teams and one for the people, the week as `do` of
whole sets, every rule as expressions over columns, which Polars spreads over the processor's cores. It begins as a real
company does and meets the same luck, so it comes to the same figures (the bench says how nearly). It knows one banner
and leaves out what the Mesa model beside it leaves out: letters, reports, and everything else that the real week does.
"""

from __future__ import annotations

import numpy as np
import polars as pl
from mesa_frames import AgentSetPolars, ModelDF

from game.lab.peer_market import Market
from game.sim import luck
from game.sim.company.crowd import LIVED_WITH, STANCES, TRUST_BINDS
from game.sim.company.factors import SWITCH_LOSS, boldness, equipped, handed_on, improved, readiness, spirit
from game.sim.company.market import double_work
from game.sim.company.people import CARRIED, COMMITMENT_RATE, CONVERSION, FADES, HANGING, OWN_DRIVE, TRUST_RATE
from game.sim.company.teams import CHOICE_NOISE, STALE_WEEKS, TEMPER
from game.sim.ledger import MORALE_INDEX, MORALE_PULL, MORALE_RATE, MORALE_START
from game.sim.state import State
from game.sim.values import IMPROVE_RESERVE, TEMPERAMENTS, VALUE_INDEX, VALUES

TASTES = ("mastery", "safety", "novelty", "service")
ACCOUNT = ("freedom", "trust", "served", "values", "torn")
"""The causes of morale that these rules know."""


class Teams(AgentSetPolars):
    """People who share a job: they choose by price, skill and temperament, and work."""

    agents: pl.DataFrame

    def __init__(self, model: Company, state: State) -> None:
        super().__init__(model)
        self.company = model
        taste = {name: [getattr(kind, name) for kind in TEMPERAMENTS] for name in TASTES}
        self += pl.DataFrame({
            "unique_id": np.arange(state.head.shape[0]), "department": state.department, "head": state.head,
            **{name: np.array(each)[state.temperament] for name, each in taste.items()},
            **{f"skill {job}": state.skill[:, job] for job in range(state.products)},
            "job": state.job, "job_weeks": state.job_weeks, "initiative": state.initiative, "method": state.method,
            "equipment": state.equipment, "morale": state.team_morale, "trust": state.team_trust,
            "bound": state.team_bound, "torn": state.team_torn, "agreement": state.team_agreement[0],
            "commitment": state.team_commitment[0], "shared": np.zeros(state.head.shape[0]),
            **{f"cause {name}": state.causes[MORALE_INDEX[name]] for name in ACCOUNT},
            **{f"{stance} people": number for stance, number in zip(STANCES, state.team_stance, strict=True)},
        })  # fmt: skip

    def step(self) -> None:
        """What a team does of a week."""
        self.do("choose")
        self.do("work")

    def choose(self) -> None:
        """Now and then takes what looks best."""
        company, goods = self.company, self.company.goods
        market, shape = company.market, (len(self), goods + 1)
        draw = luck.uniform(company.seed, company.week, luck.CHOOSE, len(self))
        self.select(pl.Series(draw) < readiness(self["initiative"]))
        active = self.active_agents
        noise = luck.even_rows(company.seed, company.week, luck.NOISE, shape, active["unique_id"].to_numpy())
        stale = (pl.col("job_weeks") / STALE_WEEKS).clip(upper_bound=1.0)
        worth = {}
        for job in range(goods + 1):
            skill, price, owed = pl.lit(1.0), IMPROVE_RESERVE, 0.0
            if job < goods:
                skill, price = pl.col(f"skill {job}"), market.price[job] / company.world.mean_value
                owed = min(market.backlog[job] / market.demand[job], 1.0)
            same = pl.col("job") == job
            temper = pl.col("mastery") * (skill - 1.0).clip(-1.0, 1.0) + pl.col("service") * owed
            temper += pl.when(same).then(pl.col("safety") - pl.col("novelty") * stale).otherwise(
                pl.col("novelty") * stale
            )
            settled = price * skill * (1.0 + TEMPER * temper) * pl.when(same).then(1.0).otherwise(boldness(0))
            worth[f"worth {job}"] = settled * (1.0 + CHOICE_NOISE * pl.lit(pl.Series(noise[:, job])))
        most = pl.max_horizontal(*worth)
        best = pl.coalesce(pl.when(pl.col(name) == most).then(job) for job, name in enumerate(worth)).cast(pl.Int64)
        chosen = active.with_columns(**worth).select("unique_id", best=best)
        changed = pl.col("best") != pl.col("job")  # nothing, where a team has not chosen
        self.agents = (
            self.agents.join(chosen, on="unique_id", how="left", maintain_order="left")
            .with_columns(
                job_weeks=pl.when(changed).then(0).otherwise("job_weeks"), job=pl.coalesce("best", "job")
            )
            .drop("best")
        )  # fmt: skip

    def work(self) -> None:
        """Makes pieces, by skill, morale and how far the team pulls in one direction."""
        company, goods = self.company, self.company.goods
        making = pl.col("job") < goods
        skill = pl.coalesce(pl.when(pl.col("job") == job).then(f"skill {job}") for job in range(goods))
        lost = 1.0 - SWITCH_LOSS * (pl.col("job_weeks") == 0)
        output = pl.col("head") * pl.col("method") * equipped(pl.col("equipment")) * skill * spirit(pl.col("morale"))
        output *= lost * (1.0 - double_work(company.world)) * handed_on(company.world.layers, pl.col("bound"))
        output *= 1.0 + company.banner.output * self.power()
        made = self.agents.select("job", output=output).filter(making).group_by("job").agg(pl.col("output").sum())
        pieces = dict(made.iter_rows())
        company.made = [pieces.get(job, 0.0) for job in range(goods)]
        self.agents = self.agents.with_columns(
            method=improved(pl.col("method"), lost * (pl.col("job") == goods)), job_weeks=pl.col("job_weeks") + 1
        )

    def feel(self) -> None:
        """Finds what morale drifts toward, and lets the account of its causes follow; free teams take heart."""
        sizes = {
            "freedom": pl.col("initiative") - 0.5, "trust": pl.col("trust"), "served": self.company.market.served,
            "values": self.power() * (2.0 * pl.col("agreement") - 0.6), "torn": pl.col("torn"),
        }  # fmt: skip
        pulls = {name: MORALE_PULL[name] * size for name, size in sizes.items()}
        self.agents = self.agents.with_columns(
            shared=MORALE_START + pulls["freedom"] + pulls["served"] + pulls["values"],
            initiative=(pl.col("initiative") + 0.05 * (OWN_DRIVE - pl.col("initiative"))).clip(0.0, 1.0),
            **{
                f"cause {name}": pl.col(f"cause {name}") * (1.0 - MORALE_RATE) + MORALE_RATE * pull
                for name, pull in pulls.items()
            },
        )

    def sum_up(self) -> None:
        """Counts how everyone stands, and takes the means anew."""
        means = ("morale", "trust", "bound", "torn", "agreement", "commitment")
        counts = {f"{name} people": (pl.col("stance") == place).sum() for place, name in enumerate(STANCES)}
        people = self.company.everyone.agents.group_by("team", maintain_order=True).agg(
            pl.col(*means).mean(), **{name: count.cast(pl.Int64) for name, count in counts.items()}
        )
        self.agents = self.agents.with_columns(people.drop("team").get_columns())

    def power(self) -> pl.Expr:
        """How much the banner weighs in a team: in sight × committed to."""
        return pl.lit(self.company.visibility.gather(self.agents["department"])) * pl.col("commitment")


class People(AgentSetPolars):
    """Everyone, each with a morale, a trust, and a stance towards one value."""

    agents: pl.DataFrame

    def __init__(self, model: Company, state: State) -> None:
        super().__init__(model)
        self.company = model
        self += pl.DataFrame({
            "unique_id": state.head.shape[0] + np.arange(state.team_of.shape[0]), "team": state.team_of,
            "department": state.department[state.team_of], "trust": state.trust, "morale": state.morale,
            "agreement": state.agreement[state.declared[0]], "commitment": state.commitment[0],
            "influence": state.influence, "torn": state.torn, "bound": np.zeros(state.team_of.shape[0]),
            "stance": np.zeros(state.team_of.shape[0], dtype=np.int8),
        })  # fmt: skip

    def step(self) -> None:
        """What people make of a week."""
        self.do("feel")
        self.do("believe")
        self.do("stand")

    def feel(self) -> None:
        """Morale drifts toward what the team shares, with one's own trust and dissonance."""
        goal = self.of_team("shared") + MORALE_PULL["trust"] * pl.col("trust") + MORALE_PULL["torn"] * pl.col("torn")
        self.agents = self.agents.with_columns(
            morale=(pl.col("morale") + MORALE_RATE * (goal - pl.col("morale"))).clip(0.0, 1.0)
        )

    def believe(self) -> None:
        """Trust follows service; commitment follows trust, agreement and colleagues; the committed come to agree."""
        company = self.company
        deeds = 0.5 + 0.35 * (company.market.served - 0.65) + 0.2 * (self.of_team("initiative") - 0.35)
        heard = self.agents.group_by("department", maintain_order=True).agg(
            heard=(pl.col("influence") * pl.col("commitment")).sum() / pl.len()
        )["heard"]
        company.visibility = (company.visibility - FADES).clip(HANGING, 1.0)
        sight = company.visibility + CARRIED * (1.0 - company.visibility) * heard
        seen, echo = (pl.lit(each.gather(self.agents["department"])) for each in (sight, sight * 0.4 * heard))
        pull = (0.55 * pl.col("trust") + 0.35 * pl.col("agreement")) * seen + echo - 0.15 * pl.col("torn")
        committing = COMMITMENT_RATE * (pull.clip(0.0, 1.0) - pl.col("commitment"))
        drawn = CONVERSION * (pl.col("commitment") - 0.45).clip(lower_bound=0.0) * seen
        self.agents = (
            self.agents.with_columns(trust=(pl.col("trust") + TRUST_RATE * (deeds - pl.col("trust"))).clip(0.0, 1.0))
            .with_columns(commitment=pl.col("commitment") + committing)
            .with_columns(agreement=pl.col("agreement") + drawn * (1.0 - pl.col("agreement")))
        )

    def stand(self) -> None:
        """Takes a stance: committed, stitched, complying or torn."""
        trusting = TRUST_BINDS * pl.col("trust")
        dissonance = (1.0 - pl.col("agreement")) * (1.0 - pl.col("bound"))
        agreeing = pl.when(pl.col("agreement") >= 0.5).then(0).otherwise(1)
        self.agents = self.agents.with_columns(
            bound=trusting + (1.0 - trusting) * pl.col("commitment")
        ).with_columns(
            torn=(dissonance - LIVED_WITH).clip(0.0, 1.0),
            stance=pl.when(pl.col("bound") >= 0.5).then(agreeing)
            .when(dissonance > LIVED_WITH).then(3).otherwise(2).cast(pl.Int8),
        )  # fmt: skip

    def of_team(self, figure: str) -> pl.Expr:
        """What each person's team has of a figure."""
        return pl.lit(self.company.teams.agents[figure].gather(self.agents["team"]))


class Company(ModelDF):
    """The same company as a real one of its first week, in which teams choose and one banner hangs."""

    def __init__(self, state: State) -> None:
        super().__init__(state.seed)
        self.world, self.seed, self.week, self.goods = state.world, state.seed, state.week, state.products
        self.market, self.made = Market(state.world), [0.0] * state.products
        self.banner = VALUES[VALUE_INDEX[state.world.value_names[state.declared[0]]]]
        self.visibility = pl.Series(state.visibility[0])
        self.teams, self.everyone = Teams(self, state), People(self, state)
        self.agents += [self.teams, self.everyone]

    def step(self) -> None:
        """One week."""
        self.teams.do("step")
        self.market.trade(self.made)
        self.teams.do("feel")
        self.everyone.do("step")
        self.teams.do("sum_up")
        self.week += 1


__all__ = ["Company"]
