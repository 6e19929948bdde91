"""The board of a large company: a mosaic where nothing overlaps, everything is hit, and every team can be reached."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, product

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.board import layout as board_layout
from game.board import style, vectors
from game.board.looks import ALL_MARKS, FADED, FIRE, KNOWN, NEUTRAL, TORN, WAITING
from game.board.plan import MOST_PLATES, mosaic, plan
from game.board.scene import BannerLook, Hanging, Memory, Pennant, StarLook, scene
from game.board.ways import along, corner, distance
from game.sim.actions import Action
from game.sim.desk.reports import Report
from game.sim.world import World
from game.view.board.brush import Brush
from game.view.board.cells import CellBrush
from game.view.board.painting import Board
from game.view.board.plates import MOST_PAWNS, pawn_group
from game.view.board.setting import Setting
from game.view.toolkit.pieces import Atlas
from game.words.tally import tally
from tests.view.test_board import a_board, blits_a_frame, names_of, neighbour, picture, played, world_of

KIND = [
    (1200, 10, 20), (4000, 10, 34), (15000, 18, 70), (15000, 18, 47), (15000, 15, 250), (15000, 20, 125),
    (15000, 15, 42), (15000, 15, 28),
]  # fmt: skip
"""People, team size, teams a department: the sizes of the last levels, and others of whole departments a sector."""
FAR = [*KIND, (1200, 8, 6), (4000, 8, 25), (15000, 10, 40)]
ANY = [*FAR, (3000, 10, 300), (30000, 10, 40), (100_000, 20, 100), (100_000, 8, 25)]


def far_world(people: int, size: int, teams: int) -> World:
    return world_of(people, size, teams, 7)


def laid(people: int, size: int, teams: int) -> board_layout.Layout:
    count = -(-people // size)
    return plan([team // teams for team in range(count)], -(-count // teams), 6)


@pytest.fixture(scope="module")
def city() -> tuple[World, list[Report]]:
    """15,000 people in twelve departments after some weeks, with letters to one department and to everyone."""
    world = far_world(15000, 18, 70)
    moves: dict[int, Sequence[Action]] = {4: [Action("order_department", 5, (1, 4)), Action("visit", 200)]}
    return world, played(world, 6, moves)


@pytest.fixture
def window() -> Iterator[pygame.Surface]:
    pygame.display.init()
    yield pygame.display.set_mode((1280, 720))
    pygame.display.quit()


def painted(window: pygame.Surface, world: World) -> tuple[Report, Board, Setting, board_layout.Layout]:
    """A company's first report, its board as it has been painted, and where things lie on it."""
    report = played(world, 1)[-1]
    board = a_board(world, [report])
    board.paint(window, 1.0)
    assert board._setting is not None
    assert board.layout is not None
    return report, board, board._setting, board.layout


@pytest.mark.parametrize(("people", "size", "teams"), ANY)
@pytest.mark.slow
def test_every_team_has_a_place_of_its_own_on_its_departments_land(people: int, size: int, teams: int) -> None:
    layout = laid(people, size, teams)
    count, r = -(-people // size), layout.radius
    places = np.array(layout.tiles)
    assert len(places) == count
    rows = np.rint(places[:, 1] / (1.5 * layout.grid.radius))
    assert np.abs(places[:, 1] - rows * 1.5 * layout.grid.radius).max() < 1e-6
    order = np.lexsort((places[:, 0], rows))
    same_row = np.diff(rows[order]) == 0
    assert (np.diff(places[order, 0])[same_row] >= 1.05 * math.sqrt(3) * r).all()
    assert np.hypot(*places.T).min() >= board_layout.DESK + 0.8 * r
    normals = [math.radians(30 + 60 * n) for n in range(6)]
    for turn in normals:
        assert (places @ (math.cos(turn), math.sin(turn))).max() + r <= board_layout.LAND * 0.867
    for number in range(6):
        x, y = corner(number, 1.0)
        ahead, aside = places @ (x, y), np.abs(places @ (y, -x))
        assert (aside[ahead > 0] >= (1.5 * r if layout.hubs else 0.866 * r + 7.5)).all()


@pytest.mark.parametrize(("people", "size", "teams"), ANY)
@pytest.mark.slow
def test_no_team_lies_beneath_a_plate_or_on_a_ring_road(people: int, size: int, teams: int) -> None:
    layout = laid(people, size, teams)
    places, r = np.array(layout.tiles), layout.radius
    for spot in layout.plates if len(layout.plates) <= MOST_PLATES else ():
        if spot.side == "square":
            beside = np.abs(places[:, 0] - spot.x) >= spot.width / 2 + 0.6 * r
            assert (beside | (np.abs(places[:, 1] - spot.y) >= spot.high / 2 + 0.6 * r)).all()
    normals = np.array([(math.cos(t), math.sin(t)) for t in (math.radians(30 + 60 * n) for n in range(6))])
    out = (places @ normals.T).max(axis=1)
    for ring in layout.rings:
        assert (np.abs(out - ring * math.sqrt(3) / 2) >= 1.4 * r).all()


@pytest.mark.parametrize(("people", "size", "teams"), KIND)
@pytest.mark.parametrize("screen", [(1280, 720), (960, 540)])
@pytest.mark.slow
def test_plates_markets_and_pills_keep_apart(people: int, size: int, teams: int, screen: tuple[int, int]) -> None:
    world = far_world(people, size, teams)
    one = a_board(world, played(world, 2, {0: [Action("tag", 1, (2, 12))]}), screen)
    one.paint(pygame.Surface(screen), 2.0)
    kinds = ("department", "market", "pill", "banner", "district")
    rects = {n: e.rect for n, e in one.still._elements.items() if n.split()[0] in kinds}
    slack = round(4 * one.view.scale)
    names = sorted(rects)
    for n, first in enumerate(names):
        for second in names[n + 1 :]:
            shared = rects[first].clip(rects[second])
            rim = {first.split()[0], second.split()[0]} & {"market", "banner", "pill"}
            assert min(shared.width, shared.height) <= (round(16 * one.view.scale) if rim else slack), (first, second)
    shown = sum(name.startswith("department") for name in names)
    assert shown == (world.departments if world.departments <= MOST_PLATES else 0)
    for name, rect in rects.items():
        assert one.frame.y - slack <= rect.top, name
        assert rect.bottom <= one.frame.y + one.frame.height + slack, name
        assert one.frame.x - 4 * slack <= rect.left, name
        assert rect.right <= one.frame.x + one.frame.width + 4 * slack, name


@pytest.mark.parametrize(("people", "size", "teams"), FAR)
@pytest.mark.slow
def test_everything_can_be_pointed_at_and_reached_by_arrows(people: int, size: int, teams: int) -> None:
    world = far_world(people, size, teams)
    one = a_board(world, played(world, 1))
    keys = one.order()
    least = world.departments + (0 if one.mosaic else world.teams)
    assert len(keys) == len(set(keys)) == 1 + least + 6
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


@pytest.mark.slow
@pytest.mark.parametrize(("people", "size", "teams"), [(4000, 10, 34), (15000, 18, 70), (15000, 15, 250)])
def test_coming_closer_to_every_department_reaches_every_team(people: int, size: int, teams: int) -> None:
    world = far_world(people, size, teams)
    one = a_board(world, played(world, 1))
    assert one.mosaic
    area = pygame.Rect(one.frame.x, one.frame.y, one.frame.width, one.frame.height)
    found: set[str] = set()
    for department in range(world.departments):
        one.reset_view()
        assert one.zoom_to(department)
        assert not one.mosaic
        assert one.radius >= 13
        assert one.layout is not None
        for key in [f"team {team}" for team, home in enumerate(one.layout.department) if home == department]:
            if not area.contains(one.place(key)):
                one.show(key)
            assert one.hit(one.place(key).center) == key
            found.add(key)
        shown = {region.key for region in one.regions()}
        assert f"department {department}" in shown
    assert len(found) == world.teams


def test_the_land_of_a_department_is_hit_wherever_its_cells_lie(city: tuple[World, list[Report]]) -> None:
    world, reports = city
    one = a_board(world, reports)
    assert one.layout is not None
    missed = 0
    for team, home in enumerate(one.layout.department):
        x, y = one.view.at(one.layout.tiles[team])
        missed += one.hit((round(x), round(y))) != f"department {home}"
    # Only where a market or another plate on the frame lies over it.
    assert missed <= 0.02 * world.teams


@pytest.mark.slow
@given(departments=st.integers(1, 60), each=st.integers(1, 60), markets=st.integers(0, 6))
def test_any_company_has_a_mosaic(departments: int, each: int, markets: int) -> None:
    layout = mosaic([n // each for n in range(departments * each)], departments, markets)
    assert len({(round(x, 3), round(y, 3)) for x, y in layout.tiles}) == departments * each
    assert len(layout.plates) == len(layout.hubs) == len(layout.areas) == departments
    for department in range(departments):
        way = layout.way_to_department(department)
        assert distance(way[0], (0, 0)) <= board_layout.DESK
        assert distance(way[-1], layout.hubs[department]) <= 2 * layout.radius
        for market in range(markets):
            way = layout.way_from_department(department, market)
            assert distance(way[-1], layout.market(market)) <= 62


def test_departments_of_one_sector_lie_behind_each_other() -> None:
    layout = laid(15000, 18, 70)
    inner = [layout.plates[n].side == "square" for n in range(12)]
    assert inner == [True, False] * 6
    for department in range(0, 12, 2):
        near, far = (np.array(layout.tiles)[np.array(layout.department) == d] for d in (department, department + 1))
        number = department // 2
        assert np.hypot(*near.T).mean() < np.hypot(*far.T).mean()
        assert abs(along((near.mean(axis=0)[0], near.mean(axis=0)[1]), number)[0]) > 0


@pytest.mark.parametrize(
    ("people", "group"),
    [(1, [1]), (5, [1] * 5), (10, [10]), (26, [10, 10, 1, 1, 1]), (370, [100] * 4), (340, [100] * 3), (650, [100] * 5),
     (1259, [1000, 100, 100]), (5000, [1000] * 5), (10_240, [1000] * 5)],
)  # fmt: skip
def test_pawns_stand_for_ten_a_hundred_and_a_thousand(people: int, group: list[int]) -> None:
    assert list(pawn_group(people)) == group


@given(st.integers(1, 5500))
def test_a_group_of_pawns_is_a_handful_and_as_near_as_a_handful_can_be(people: int) -> None:
    group = pawn_group(people)
    assert 1 <= len(group) <= MOST_PAWNS == 5
    assert abs(sum(group) - people) <= 0.34 * people
    assert list(group) == sorted(group, reverse=True)


def test_pawns_stand_beside_the_plate_of_their_department(city: tuple[World, list[Report]]) -> None:
    world, reports = city
    one = a_board(world, reports)
    one.paint(pygame.Surface(one.size), 6.0)
    elements = one.still._elements
    for department in range(world.departments):
        plate, crowd = elements[f"department {department}"].rect, elements[f"crowd {department}"].rect
        assert plate.inflate(6, 6).colliderect(crowd)
        shared = plate.clip(crowd)
        assert shared.width * shared.height <= 0.3 * crowd.width * crowd.height


def test_where_most_are_torn_the_flags_tell_it_and_the_cells_stay_warm(city: tuple[World, list[Report]]) -> None:
    world, reports = city
    report = reports[-1]
    stance = np.zeros_like(report.stance)
    here = report.department == 3
    torn = here.copy()
    torn[np.flatnonzero(report.department == 4)[:5]] = True
    stance[:, 0], stance[:, 3] = np.where(torn, 0, report.head), np.where(torn, report.head, 0)
    looks = scene(replace(report, stance=stance), names_of(world), laid(15000, 18, 70), Memory()).tiles
    notched = (looks.cells("morale") // 16 & TORN) > 0
    assert not notched[here].any()
    assert notched[torn & ~here].all()
    assert (looks.cells("stance")[here] // (16 * ALL_MARKS) == 4).all()


def test_a_cell_tells_morale_by_size_as_well_as_by_colour() -> None:
    atlas = Atlas("light")
    world = far_world(4000, 10, 34)
    brush = CellBrush(atlas, laid(4000, 10, 34), names_of(world), 2.0, "D")
    areas = []
    for tenth in range(10):
        mask = pygame.mask.from_surface(brush.cell(tenth, "morale"))
        areas.append(mask.count())
    assert areas == sorted(areas)
    assert areas[-1] > 1.8 * areas[0]
    assert all(areas[2 * step + 3] > 1.12 * areas[2 * step + 1] for step in range(4))
    plain = brush.cell(5, "morale")
    for code in (WAITING, 5 + 16 * TORN, 5 + 16 * FIRE, 5 + 16 * FADED, 5 + 16 * KNOWN):
        assert pygame.image.tobytes(brush.cell(code, "morale"), "RGBA") != pygame.image.tobytes(plain, "RGBA")
    flags = [brush.cell(NEUTRAL + 16 * ALL_MARKS * n, "stance") for n in (1, 2, 3, 4)]
    stances = {pygame.image.tobytes(pygame.transform.grayscale(flag), "RGBA") for flag in flags}
    assert len(stances) == 4, "the four flags differ without their colours"


def test_cells_show_what_was_reported(city: tuple[World, list[Report]]) -> None:
    world, reports = city
    report = reports[-1]
    layout = laid(15000, 18, 70)
    looks = scene(report, names_of(world), layout, Memory()).tiles
    codes = looks.cells("morale")
    waiting = report.job < 0
    assert ((codes % 16 == WAITING) == waiting).all()
    tenth = np.clip(np.rint(report.morale * 100) // 10, 0, 9)
    assert (codes[~waiting] % 16 == tenth[~waiting]).all()
    assert ((codes // 16 & FIRE > 0) == (report.fire > 0)).all()
    assert [look.step for look in looks[:40]] == looks.step[:40].tolist()
    ordered = looks.cells("orders") // (16 * ALL_MARKS)
    here = report.department == 5
    assert set(ordered[here].tolist()) == {1}, "their letter is on the road"
    assert not ordered[~here].any()


def test_a_letter_to_everyone_goes_out_as_one_wave() -> None:
    world = far_world(15000, 18, 70)
    reports = played(world, 3, {1: [Action("default", -1, (1,))]})
    one = a_board(world, reports)
    assert one.scene is not None
    wave = [parcel for parcel in one.scene.parcels if parcel.kind == "word"]
    assert sorted(parcel.spoke for parcel in wave) == [0, 1, 2, 3, 4, 5]
    assert sum(parcel.disc for parcel in wave) == 1
    one.paint(pygame.Surface(one.size), 3.0)
    (front,) = one._movers.waves
    near, far = (front.blits(one._set(), share) for share in (0.2, 0.8))
    assert len(far) > len(near) >= 12


@pytest.mark.parametrize("lens", ["morale", "flow", "stock", "orders", "stance"])
@pytest.mark.slow
def test_the_mosaic_repainted_is_the_mosaic_painted(city: tuple[World, list[Report]], lens: str) -> None:
    world, reports = city
    grown = a_board(world, reports[:-1])
    picture(grown, 5.0, lens=lens)
    grown.update(reports[-1])
    assert picture(grown, 6.0, lens=lens) == picture(a_board(world, reports), 6.0, lens=lens)


def test_cells_change_a_few_at_a_time_from_the_desk_outward(city: tuple[World, list[Report]]) -> None:
    world, reports = city
    one = a_board(world, reports[:1])
    surface = pygame.Surface(one.size)
    one.paint(surface, 0.0, seconds=1.0)
    old = surface.copy()
    one.update(reports[-1])
    changed = []
    for frame in range(40):
        one.paint(surface, 6.0, seconds=1.0 + frame / 60)
        changed.append(len(one._change._cells))
    assert changed[0] > 60
    assert all(a - b in (0, 60) or b == 0 for a, b in pairwise(changed))
    assert changed[-1] == 0
    assert pygame.image.tobytes(old, "RGB") != pygame.image.tobytes(surface, "RGB")
    calm = a_board(world, reports[:1], reduced_motion=True)
    calm.paint(surface, 0.0, seconds=1.0)
    calm.update(reports[-1])
    calm.paint(surface, 6.0, seconds=1.1)
    assert calm._change._cells == []


def test_flags_wave_unless_motion_is_reduced(city: tuple[World, list[Report]]) -> None:
    world, reports = city
    for reduced in (False, True):
        one = a_board(world, reports, reduced_motion=reduced)
        one.paint(pygame.Surface(one.size), 6.0, seconds=1.0)
        flags = [one._movers._waving(1.0 + n * style.FLAG / 8, still=reduced) for n in range(8)]
        looks = {pygame.image.tobytes(frame[0][0], "RGBA") for frame in flags}
        assert len(looks) == (1 if reduced else 8)
        assert len(flags[0]) == 12


def sizes_of(atlas: Atlas, monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Where every size of lettering that an atlas draws from now on is noted, in pixels."""
    drawn: list[float] = []
    line = atlas.text.line

    def noted(words: str, pixels: float, *rest: object, **named: object) -> pygame.Surface:
        # A badge's question mark is a picture of not knowing, and a "z" one of sleep.
        if len(words) > 1:
            drawn.append(pixels)
        return line(words, pixels, *rest, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(atlas.text, "line", noted)
    return drawn


@pytest.mark.parametrize(("size", "zooms"), [((1280, 720), (0, 3, 7)), ((960, 540), (0, 5))])
@pytest.mark.slow
def test_nothing_on_the_board_is_lettered_too_small(
    city: tuple[World, list[Report]], size: tuple[int, int], zooms: Sequence[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    for world, reports in (city, (world_of(400, 6, 11, 7), played(world_of(400, 6, 11, 7), 3))):
        one = a_board(world, reports, size)
        drawn = sizes_of(one.atlas, monkeypatch)
        for lens in ("morale", "flow", "stock", "orders", "stance"):
            for steps in zooms:
                one.reset_view()
                for _ in range(steps):
                    one.zoom_at(None, 1)
                one.paint(pygame.Surface(size), 6.0, lens=lens)  # type: ignore[arg-type]
        assert drawn
        assert min(drawn) >= style.SMALLEST - 0.01


def test_the_tally_adds_up(city: tuple[World, list[Report]]) -> None:
    _, reports = city
    report = reports[-1]
    counts = tally(report)
    assert counts is tally(report)
    assert int(counts.people.sum()) == int(report.head.sum())
    assert int(counts.teams.sum()) == len(report.head) == sum(len(teams) for teams in counts.teams_of)
    assert int(counts.burning.sum()) == int((report.fire > 0).sum())
    assert sorted(counts.urgent()) == list(range(12))
    by_need = counts.by_need(3)
    assert sorted(by_need) == counts.teams_of[3].tolist()
    assert all(counts.need[a] >= counts.need[b] for a, b in pairwise(by_need))


@pytest.mark.slow
def test_a_hundred_thousand_people_are_shown_by_district_and_by_department_from_near() -> None:
    world = far_world(100_000, 8, 25)
    one = a_board(world, played(world, 1))
    surface = pygame.Surface(one.size)
    one.paint(surface, 1.0)
    names = set(one.still._elements)
    assert sum(name.startswith("district") for name in names) == 6
    assert not any(name.startswith("department") for name in names)
    assert one.zoom_to(40)
    one.paint(surface, 1.0)
    one.paint(surface, 1.0)
    assert "department 40" in one.still._elements
    assert not one.mosaic


def test_a_frame_of_the_city_costs_no_more_than_four_blits_of_the_window(
    window: pygame.Surface, city: tuple[World, list[Report]]
) -> None:
    world, reports = city
    ratios = blits_a_frame(window, a_board(world, reports), 6)
    assert min(ratios) <= 4.0, ratios


def test_two_houses_lie_side_by_side_with_a_seam_and_a_plaque_each(window: pygame.Surface) -> None:
    world = far_world(1200, 10, 20)
    names = replace(names_of(world), houses=("Hollis Works", "Lantern & Co."), house_of=(0, 0, 0, 1, 1, 1))
    reports = played(world, 1)
    one, two = (Board(Atlas("light"), given) for given in (names_of(world), names))
    shots = []
    for which in (one, two):
        which.update(reports[-1])
        which.paint(window, 1.0)
        shots.append(pygame.image.tobytes(window, "RGB"))
    assert shots[0] != shots[1]
    assert one.layout is not None
    assert two.layout is not None
    assert one.layout.seams == ()
    assert two.layout.seams == (0, 3)
    plaques = [element.rect for name, element in two.still._elements.items() if name.startswith("house")]
    assert len(plaques) == 2
    assert plaques[0].left > two.frame.centre[0] > plaques[1].right
    others = [e.rect for n, e in two.still._elements.items() if n.split()[0] in ("department", "market", "team")]
    assert not any(plaque.colliderect(other) for plaque in plaques for other in others)


@pytest.mark.parametrize("words", [("×1.7–3.2", "wk 47–52"), ("×1.4–2.7", "wk 98–104"), ("×11.5–12.7", "wk 98–104")])
def test_the_weeks_of_a_contract_lie_beneath_no_panel(window: pygame.Surface, words: tuple[str, str]) -> None:
    """Beside banners and the north star the pills of the upper markets hang lower, where there is little room."""
    report, board, setting, laid_out = painted(window, far_world(4000, 10, 34))
    seen = replace(
        scene(report, board.names, laid_out, Memory()),
        banners=(BannerLook("pace", 1, 1, -1),), star=StarLook("a lamp", 3),
    )  # fmt: skip
    pill = setting.rim.hanging(Hanging(0, 0, *words))
    for market in range(len(seen.markets)):
        rects = [setting.pill_rect(market, place, pill, seen) for place in range(3)]
        assert all(rect.left >= 252 and rect.right <= 252 + 752 for rect in rects), (market, rects)
        assert not any(one.colliderect(other) for n, one in enumerate(rects) for other in rects[:n])


def test_a_shortage_is_seen_on_a_plate_whose_teams_all_have_bad_material(window: pygame.Surface) -> None:
    """The tiles show bad material too; what is short for a hidden reason only its plate says."""
    world = far_world(400, 6, 12)
    board = a_board(world, played(world, 1))
    board.paint(window, 1.0)
    assert board._setting is not None
    assert board.scene is not None
    assert board.layout is not None
    rim, look, spot = board._setting.rim, board.scene.plates[0], board.layout.plates[0]
    drawn = [
        pygame.image.tobytes(rim.plate(replace(look, faulty=faulty, slow=slow), spot), "RGBA")
        for faulty, slow in ((False, True), (True, True), (True, False))
    ]
    assert drawn[0] == drawn[1] != drawn[2]


@pytest.mark.parametrize("count", [4, 5, 6])
def test_many_pills_of_a_market_hide_neither_a_plate_nor_each_other(window: pygame.Surface, count: int) -> None:
    """Contracts, tags and what is heard hang six to a market: the upper and lower ones stand beside a plate."""
    report, board, setting, laid_out = painted(window, far_world(400, 6, 12))
    around = {n: e.rect for n, e in board.still._elements.items() if n.split()[0] in ("department", "market")}
    assert any(n.startswith("department") for n in around)
    look = Hanging(0, 0, "×1.6–3.0", "wk 40–45")
    seen = scene(report, board.names, laid_out, Memory())
    markets = tuple(replace(market, pills=(look,) * count) for market in seen.markets)
    seen = replace(seen, markets=markets, banners=(), star=None)
    pill = setting.rim.hanging(look)
    for market, number in enumerate(laid_out.corners):
        if number in (2, 5):
            continue
        rects = [setting.pill_rect(market, place, pill, seen) for place in range(count)]
        for n, rect in enumerate(rects):
            assert board.frame.y <= rect.top
            assert rect.bottom <= board.frame.y + board.frame.height
            assert max((rect.clip(other).height for other in rects[:n]), default=0) <= 4, (market, n)
            for name, other in around.items():
                shared = rect.clip(other)
                assert min(shared.width, shared.height) <= 2, (market, n, name)


@pytest.mark.parametrize(("people", "size", "teams", "houses"), [
    (1200, 10, 20, ("Hollis Works", "Lantern & Co.")), (4000, 10, 34, ()),
])  # fmt: skip
def test_three_pills_of_a_market_hide_neither_a_plate_nor_the_name_of_a_house(
    window: pygame.Surface, people: int, size: int, teams: int, houses: tuple[str, ...]
) -> None:
    world = far_world(people, size, teams)
    halves = tuple(int(n >= world.departments / 2) for n in range(world.departments)) if houses else ()
    board = Board(Atlas("light"), replace(names_of(world), houses=houses, house_of=halves))
    board.resize((1280, 720), (252.0, 54.0, 752.0, 622.0))
    report = played(world, 1)[-1]
    board.update(report)
    board.paint(window, 1.0)
    setting = board._setting
    assert setting is not None
    around = {n: e.rect for n, e in board.still._elements.items() if n.split()[0] in ("department", "house", "market")}
    pill = setting.rim.hanging(Hanging(0, 0, "×1.9–3.6", "wk 25–30"))
    assert board.layout is not None
    looks = scene(report, board.names, board.layout, Memory())
    for market in range(2, 6):
        rects = [setting.pill_rect(market, place, pill, looks) for place in range(3)]
        for n, rect in enumerate(rects):
            assert not any(rect.colliderect(other) for other in rects[:n])
            assert board.frame.y <= rect.top
            assert rect.bottom <= board.frame.y + board.frame.height
            for name, other in around.items():
                shared = rect.clip(other)
                assert min(shared.width, shared.height) <= 4, (market, n, name)


@pytest.mark.parametrize(("people", "size", "teams"), [(120, 5, 5), (400, 6, 12)])
def test_a_pill_beside_the_board_covers_no_tile(window: pygame.Surface, people: int, size: int, teams: int) -> None:
    world = far_world(people, size, teams)
    report = played(world, 0)[-1]
    board = a_board(world, [report])
    board.paint(window, 1.0)
    setting, laid_out = board._setting, board.layout
    assert setting is not None
    assert laid_out is not None
    looks = scene(report, board.names, laid_out, Memory())
    faces = [board.view.at(along_edge) for x, y in laid_out.tiles for along_edge in
             vectors.hexagon(0.94 * laid_out.radius, centre=(x, y))]  # fmt: skip
    for words, second in (("×1.8–3.4", "wk 17–23"), ("×2.2–4.1", "wk 20–25"), ("less?", "wk 48–52")):
        pill = setting.rim.hanging(Hanging(0, 0, words, second))
        for market, place in ((2, 0), (2, 1), (5, 0), (5, 1)):
            rect = setting.pill_rect(market, place, pill, looks)
            within = [(round(x) - rect.x, round(y) - rect.y) for x, y in faces if rect.collidepoint((x, y))]
            assert all(pill.get_at(edge).a < 128 for edge in within), (words, market, place)


@pytest.mark.parametrize(("people", "size", "teams"), [
    (9000, 10, 30), (15000, 18, 70), (1200, 10, 20), (400, 6, 12), (540, 6, 10),
])  # fmt: skip
def test_every_ritual_is_whole_and_hides_nothing_that_is_written(
    window: pygame.Surface, monkeypatch: pytest.MonkeyPatch, people: int, size: int, teams: int
) -> None:
    """Square plates of one line and of two, plates on the frame beside and above each other, tall ones, narrow ones."""
    world = far_world(people, size, teams)
    board = a_board(world, played(world, 1))
    board.paint(window, 1.0)
    assert board.scene is not None
    setting, held = board._set(), ("care", "pace", "craft")
    put, rituals = type(setting.rim).put, type(setting.rim)._rituals
    written: list[pygame.Rect] = []
    discs: list[pygame.Rect] = []
    within = [False]

    def told(brush: Brush, out: pygame.Surface, image: pygame.Surface, x: float, y: float, align: float = 0.5) -> None:
        left, top = round(x - image.get_width() * align), round(y - image.get_height() / 2)
        place = image.get_bounding_rect().move(left, top)
        if within[0]:
            place = image.get_rect(topleft=(left, top))
            disc = place.inflate(round(0.5 * place.width), round(0.5 * place.height))
            assert out.get_rect().contains(disc), "half a disc"
            discs.append(disc)
        else:
            written.append(place)
        put(brush, out, image, x, y, align)

    def holding(*given: object) -> None:
        within[0] = True
        rituals(*given)  # type: ignore[arg-type]
        within[0] = False

    monkeypatch.setattr(type(setting.rim), "put", told)
    monkeypatch.setattr(type(setting.rim), "_rituals", holding)
    for department, (seen, spot) in enumerate(zip(board.scene.plates, setting.plates, strict=True)):
        for count, faulty in product(range(4), (False, True)):
            look = replace(seen, name=f"{'Loft' * (count % 2)}house", rituals=held[:count], faulty=faulty, age=11)
            setting.rim._kept.clear()
            written.clear()
            discs.clear()
            setting.rim.plate(look, spot)
            assert len(discs) in (0, count)
            assert all(disc.inflate(-5, -5).collidelist(written) < 0 for disc in discs), (look, spot)
            stands = len(discs) == count
            hung = setting.rituals(department, look)
            assert (hung is None) == stands
            if hung is not None:
                plate = setting.plate_rect(spot, setting.rim.plate(look, spot))
                there = [place.move(plate.topleft) for place in written]
                assert hung[1].inflate(-6, -6).collidelist(there) < 0, (look, spot)
                assert len(discs) == count


def test_the_name_of_a_cell_stands_above_all_that_lies_on_the_board_and_within_it(
    window: pygame.Surface, city: tuple[World, list[Report]]
) -> None:
    """Plates that goods pass are laid above the goods in every frame; a name beside a ring is never beneath them."""
    board = a_board(*city)
    board.paint(window, 6.0)
    frame = pygame.Rect(board.frame.x, board.frame.y, board.frame.width, board.frame.height)
    plates = [image.get_rect(topleft=place) for image, place in board._movers.above]
    covered = 0
    for team in range(0, city[0].teams, 7):
        board._marks.clear()
        (image, place), = board._mark(f"team {team}", "selected", dim=False).above
        assert frame.contains(image.get_rect(topleft=place))
        if image.get_rect(topleft=place).collidelist(plates) < 0:
            continue
        covered += 1
        board.paint(window, 6.4, selected=f"team {team}", seconds=1.0)
        before = pygame.image.tobytes(window, "RGB")
        window.blit(image, place)
        window.blit(image, place)
        solid = pygame.mask.from_surface(image, 250).to_surface(setcolor=(0, 0, 0), unsetcolor=(255, 255, 255))
        again = pygame.image.frombytes(before, window.get_size(), "RGB")
        for one in (again, window):
            one.blit(solid, place, special_flags=pygame.BLEND_RGB_MAX)
        assert pygame.image.tobytes(again, "RGB") == pygame.image.tobytes(window, "RGB"), team
    assert covered >= 3


@pytest.mark.parametrize(("frame", "letters"), [((252, 54, 752, 622), 1.0), ((80, 108, 1120, 516), 1.5)])
@pytest.mark.parametrize("teams", [5, 12])
def test_the_pennant_of_a_quota_is_whole_between_bars_and_panels(
    window: pygame.Surface, frame: tuple[int, int, int, int], letters: float, teams: int
) -> None:
    world = far_world(120 if teams == 5 else 400, 5 if teams == 5 else 6, teams)
    board = a_board(world, played(world, 1))
    board.resize((1280, 720), frame, letters)
    board.paint(window, 1.0)
    assert board.scene is not None
    plates = tuple(replace(look, pennant=Pennant(0, board.names.looks[0], 120, False)) for look in board.scene.plates)
    pills = (Hanging(0, 0, "×2.0–3.8", "wk 21–26"), Hanging(0, 0, "more", "until wk 18"))
    markets = tuple(replace(look, pills=pills) for look in board.scene.markets)
    board.scene, board._shown = replace(board.scene, plates=plates, markets=markets), None
    board.paint(window, 1.0)
    found = {name: e.rect for name, e in board.still._elements.items() if name.startswith("quota")}
    assert len(found) == world.departments
    hung = [e.rect for name, e in board.still._elements.items() if name.startswith("pill")]
    assert len(hung) == 2 * len(markets)
    for name, place in found.items():
        assert pygame.Rect(frame).contains(place), name
        hidden = sum(part.width * part.height for part in map(place.clip, hung))
        assert hidden < 0.12 * place.width * place.height, name


def test_where_cells_are_too_small_each_department_says_how_many_burn_and_are_torn(window: pygame.Surface) -> None:
    world = far_world(100_000, 42, 199)
    board = a_board(world, played(world, 1))
    board.paint(window, 1.0)
    assert board.scene is not None
    assert board._set().cells.small
    looks = tuple(replace(look, burning=21 + n, torn=30 + n) for n, look in enumerate(board.scene.plates))
    board.scene, board._shown = replace(board.scene, plates=looks), None
    board.paint(window, 1.0)
    told = {name: e.rect for name, e in board.still._elements.items() if name.startswith("troubles")}
    others = [e.rect for n, e in board.still._elements.items() if n.split()[0] in ("department", "market", "quota")]
    assert len(told) == world.departments
    for name, rect in told.items():
        assert rect.collidelist(others) < 0, name
        assert rect.collidelist([one for other, one in told.items() if other != name]) < 0, name
    above = [image for image, _ in board._movers.above]
    pictures = [board._set().rim.troubles(look) for look in looks]
    assert any(picture is one for picture in pictures for one in above), "goods that pass one pass beneath it"
    board.paint(window, 1.0, lens="stance")
    assert not any(name.startswith("troubles") for name in board.still._elements)


def test_a_cell_too_small_for_signs_has_its_warmth_or_the_colour_of_its_stance_alone(window: pygame.Surface) -> None:
    for theme in ("light", "dark"):
        pictures = {}
        for scale, small in ((0.5, True), (1.2, False)):
            laid_out, atlas = laid(15000, 18, 70), Atlas("dark" if theme == "dark" else "light")
            brush = CellBrush(atlas, laid_out, names_of(far_world(15000, 18, 70)), scale, "D")
            assert brush.small == small
            warm = pygame.image.tobytes(brush.cell(5, "morale"), "RGBA")
            for counted in (False, True):
                marked = brush.cell(5 + 16 * (TORN | FIRE), "morale", counted=counted)
                assert (pygame.image.tobytes(marked, "RGBA") == warm) == counted
            pictures[small] = [brush.cell(NEUTRAL + 16 * ALL_MARKS * (n + 1), "stance") for n in range(4)]
        sizes = [pygame.mask.from_surface(picture).count() for picture in pictures[True]]
        light = [style.luminance(pygame.transform.average_color(picture, consider_alpha=True)[:3])
                 for picture in pictures[True]]  # fmt: skip
        for one in range(4):
            for other in range(one):
                larger = max(sizes[one], sizes[other]) / min(sizes[one], sizes[other])
                lighter = (max(light[one], light[other]) + 0.05) / (
                    min(light[one], light[other]) + 0.05)  # fmt: skip
                assert larger > 1.25 or lighter > 1.25, (theme, one, other, sizes, light)
