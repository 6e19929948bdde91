"""The core rules (choose, work, price, morale, commitment) as a Mesa model, to compare speed with; needs `mesa`.

Written as Mesa is meant to be used: an agent a team and an agent a person, the week as `do` over sets of agents,
plain Python numbers inside, sums of a team or a department worked out once a week. As in the rules, each team keeps
the account of its morale, and its people are counted by how they stand. It leaves out letters, reports, values other
than one, and everything else that the real week also does.
"""

from __future__ import annotations

import mesa

from game.lab.peer_market import Market
from game.sim.company.crowd import LIVED_WITH, TRUST_BINDS
from game.sim.company.factors import SWITCH_DOUBT, SWITCH_LOSS, handed_on, readiness, spirit
from game.sim.company.people import COMMITMENT_RATE, CONVERSION, TRUST_RATE
from game.sim.company.teams import CHOICE_NOISE, TEMPER
from game.sim.ledger import MORALE_PULL, MORALE_RATE, MORALE_START
from game.sim.values import IMPROVE_RESERVE, TEMPERAMENTS
from game.sim.world import World


class Team(mesa.Agent):
    """People who share a job: they choose by price, skill and temperament, and work."""

    def __init__(self, model: Company, index: int) -> None:
        super().__init__(model)
        draw = self.random.random
        self.company = model
        self.temperament = TEMPERAMENTS[index % len(TEMPERAMENTS)]
        self.department = model.departments[index // model.world.teams_per_department]
        self.skill = [max(0.15, 0.5 + draw()) for _ in model.world.products]
        self.members: list[Person] = []
        self.job = index % len(self.skill)
        self.job_weeks, self.initiative = 1, 0.35
        self.morale = self.trust = self.bound = self.agreement = self.commitment = 0.5
        self.torn, self.shared, self.stances = 0.0, MORALE_START, [0, 0, 0, 0]
        self.account = dict.fromkeys(MORALE_PULL, 0.0)

    def choose(self) -> None:
        """Now and then takes what looks best."""
        self.initiative += 0.05 * (0.9 - self.initiative)
        self.job_weeks += 1
        if self.random.random() >= readiness(self.initiative):
            return
        taste, market = self.temperament, self.company.market
        stale = min(self.job_weeks / 13.0, 1.0)
        best, most = self.job, -1.0
        for job in range(len(self.skill) + 1):
            making = job < len(self.skill)
            skill = self.skill[job] if making else 1.0
            price = market.price[job] / self.company.world.mean_value if making else IMPROVE_RESERVE
            owed = min(market.backlog[job] / market.demand[job], 1.0) if making else 0.0
            same = job == self.job
            temper = taste.mastery * (skill - 1.0) + taste.safety * same
            temper += taste.novelty * (-stale if same else stale) + taste.service * owed
            worth = price * skill * (1.0 + TEMPER * temper) * (1.0 if same else 1.0 - SWITCH_DOUBT)
            worth *= 1.0 + CHOICE_NOISE * self.random.gauss(0.0, 1.0)
            if worth > most:
                best, most = job, worth
        if best != self.job:
            self.job, self.job_weeks = best, 0

    def work(self) -> None:
        """Makes pieces, by skill, morale and how far the team pulls in one direction."""
        if self.job < len(self.skill):
            lost = SWITCH_LOSS if self.job_weeks == 0 else 0.0
            output = len(self.members) * self.skill[self.job] * spirit(self.morale) * (1.0 - lost)
            self.company.made[self.job] += output * handed_on(self.company.world.layers, self.bound)

    def feel(self) -> None:
        """Finds what morale drifts toward, and lets the account of its causes follow."""
        now = {
            "freedom": self.initiative - 0.5, "trust": self.trust, "served": self.company.market.served,
            "values": 0.6 * self.commitment * (2.0 * self.agreement - 0.6), "torn": self.torn,
        }  # fmt: skip
        self.shared = MORALE_START
        for name in self.account:
            size = MORALE_PULL[name] * now.get(name, 0.0)
            self.account[name] += MORALE_RATE * (size - self.account[name])
            if name not in ("trust", "torn"):
                self.shared += size

    def sum_up(self) -> None:
        """Counts how everyone stands, and works the means out anew."""
        count = len(self.members)
        self.stances = [0, 0, 0, 0]
        morale = trust = bound = torn = agreement = commitment = 0.0
        for person in self.members:
            self.stances[person.stance] += 1
            morale += person.morale
            trust += person.trust
            bound += person.bound
            torn += person.torn
            agreement += person.agreement
            commitment += person.commitment
        self.morale, self.trust, self.bound = morale / count, trust / count, bound / count
        self.torn, self.agreement, self.commitment = torn / count, agreement / count, commitment / count


class Person(mesa.Agent):
    """Somebody with a morale, a trust, and a stance towards one value."""

    def __init__(self, model: Company, team: Team) -> None:
        super().__init__(model)
        draw = self.random.random
        self.company, self.team = model, team
        self.morale, self.trust, self.agreement = 0.5, 0.4 + 0.2 * draw(), 0.3 + 0.4 * draw()
        self.commitment, self.influence = 0.3, 1.0 / (0.15 + draw())
        self.bound, self.torn, self.stance = 0.5, 0.0, 2
        team.members.append(self)

    def feel(self) -> None:
        """Morale drifts toward what the team shares, with one's own trust and dissonance."""
        goal = self.team.shared + MORALE_PULL["trust"] * self.trust + MORALE_PULL["torn"] * self.torn
        self.morale = min(1.0, max(0.0, self.morale + MORALE_RATE * (goal - self.morale)))

    def believe(self) -> None:
        """Trust follows service; commitment follows trust, agreement and colleagues; the committed come to agree."""
        deeds = 0.5 + 0.35 * (self.company.market.served - 0.65) + 0.2 * (self.team.initiative - 0.35)
        self.trust = min(1.0, max(0.0, self.trust + TRUST_RATE * (deeds - self.trust)))
        pull = 0.55 * self.trust + 0.35 * self.agreement + 0.4 * self.team.department.commitment
        target = min(1.0, max(0.0, 0.6 * pull - 0.15 * self.torn))
        self.commitment += COMMITMENT_RATE * (target - self.commitment)
        drawn = CONVERSION * max(0.0, self.commitment - 0.45) * 0.6
        self.agreement = min(1.0, self.agreement + drawn * (1.0 - self.agreement))

    def stand(self) -> None:
        """Takes a stance: committed, stitched, complying or torn."""
        trusting = TRUST_BINDS * self.trust
        self.bound = trusting + (1.0 - trusting) * self.commitment
        dissonance = (1.0 - self.agreement) * (1.0 - self.bound)
        self.torn = min(1.0, max(0.0, dissonance - LIVED_WITH))
        if self.bound >= 0.5:
            self.stance = 0 if self.agreement >= 0.5 else 1
        else:
            self.stance = 3 if dissonance > LIVED_WITH else 2


class Department:
    """Where colleagues hear of each other: the mean commitment, weighted by influence."""

    def __init__(self) -> None:
        self.commitment, self.people = 0.3, list[Person]()

    def listen(self) -> None:
        """Works the mean out anew."""
        weight = sum(person.influence for person in self.people)
        self.commitment = sum(person.influence * person.commitment for person in self.people) / weight


class Company(mesa.Model):
    """The same world as the real company's, with its market."""

    def __init__(self, world: World, seed: int = 1) -> None:
        super().__init__(seed=seed)
        self.world, self.market = world, Market(world)
        self.departments = [Department() for _ in range(world.departments)]
        self.made = [0.0] * len(world.products)
        teams = [Team(self, index) for index in range(world.teams)]
        for person in range(world.people):
            agent = Person(self, teams[person * world.teams // world.people])
            agent.team.department.people.append(agent)
        self.teams, self.everyone = self.agents_by_type[Team], self.agents_by_type[Person]

    def step(self) -> None:
        """One week."""
        self.made = [0.0] * len(self.world.products)
        self.teams.do("choose")
        self.teams.do("work")
        self.market.trade(self.made)
        self.teams.do("feel")
        self.everyone.do("feel")
        for department in self.departments:
            department.listen()
        self.everyone.do("believe")
        self.everyone.do("stand")
        self.teams.do("sum_up")


__all__ = ["Company"]
