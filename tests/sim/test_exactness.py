"""The rules compute the same bits on every machine: their syntax trees hold only exact operations.

Sums of floats depend on the order in which a library adds, powers and logarithms on the maths library,
default sorts on the processor. So what NumPy and Python offer is allowed name by name, and the rest refused.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

TYPES = {
    "bool_", "int8", "int16", "int32", "int64", "intp", "uint8", "uint16", "uint32", "uint64", "float32",
    "float64", "generic", "integer", "floating", "number", "ndarray", "dtype", "iinfo", "finfo", "typing",
    "newaxis", "inf", "nan",
}  # fmt: skip
MAKING = {
    "arange", "array", "asarray", "ascontiguousarray", "copyto", "empty", "empty_like", "eye", "frombuffer",
    "fromiter", "full", "full_like", "indices", "ones", "ones_like", "zeros", "zeros_like",
}  # fmt: skip
SHAPING = {
    "append", "atleast_1d", "atleast_2d", "broadcast_arrays", "broadcast_shapes", "broadcast_to",
    "column_stack", "concatenate", "delete", "expand_dims", "flip", "hstack", "insert", "ix_", "meshgrid",
    "moveaxis", "ndindex", "pad", "ravel", "repeat", "reshape", "roll", "split", "squeeze", "stack",
    "swapaxes", "tile", "transpose", "tri", "tril", "triu", "vstack",
}  # fmt: skip
CHOOSING = {
    "argmax", "argmin", "argsort", "choose", "compress", "digitize", "flatnonzero", "isin", "lexsort",
    "nonzero", "place", "put", "put_along_axis", "putmask", "searchsorted", "select", "sort", "take",
    "take_along_axis", "unique", "where",
}  # fmt: skip
ELEMENTWISE = {
    "abs", "absolute", "add", "bitwise_and", "bitwise_or", "bitwise_xor", "ceil", "clip", "copysign",
    "diff", "divide", "divmod", "equal", "fabs", "floor", "floor_divide", "greater", "greater_equal",
    "invert", "isclose", "isfinite", "isinf", "isnan", "left_shift", "less", "less_equal", "logical_and",
    "logical_not", "logical_or", "logical_xor", "maximum", "minimum", "mod", "multiply", "nan_to_num",
    "negative", "not_equal", "outer", "remainder", "right_shift", "rint", "round", "sign", "signbit",
    "sqrt", "square", "subtract", "true_divide", "trunc",
}  # fmt: skip
WHOLE = {
    "all", "allclose", "any", "array_equal", "bincount", "count_nonzero", "cumsum", "errstate", "max",
    "may_share_memory", "min", "packbits", "ptp", "shares_memory", "unpackbits",
}  # fmt: skip
NUMPY = TYPES | MAKING | SHAPING | CHOOSING | ELEMENTWISE | WHOLE
STABLE_ONLY = {"argsort", "sort"}

# Reductions that do not care for order are exact; adding floats is so only segment by segment.
REDUCING = {"reduce", "accumulate", "reduceat"}
ORDER_FREE = {
    "maximum", "minimum", "logical_and", "logical_or", "logical_xor", "bitwise_and", "bitwise_or",
    "bitwise_xor",
}  # fmt: skip

REFUSED_METHODS = {
    "sum": "add with total() of game/sim/curves.py, count with np.count_nonzero, or say dtype=np.int64",
    "mean": "divide total() of game/sim/curves.py by the number",
    "std": "not exact", "var": "not exact", "trace": "not exact", "prod": "not exact", "cumprod": "not exact",
    "dot": "multiply, then total()", "matmul": "multiply, then total()",
    "random": "luck comes from game/sim/luck.py", "normal": "luck comes from game/sim/luck.py",
    "standard_normal": "luck comes from game/sim/luck.py", "integers": "luck comes from game/sim/luck.py",
    "uniform": "luck comes from game/sim/luck.py", "choice": "luck comes from game/sim/luck.py",
    "shuffle": "luck comes from game/sim/luck.py", "permutation": "luck comes from game/sim/luck.py",
}  # fmt: skip
KEYS = "np.random.bit_generator.ISeedSequence"
"""What hands Philox its key as it is, and draws nothing."""
MATH = {"sqrt", "isqrt", "floor", "ceil", "trunc", "gcd", "inf", "isfinite", "isnan", "isinf", "copysign"}
REFUSED_BUILTINS = {
    "pow": "powers are not exact",
    "hash": "texts hash differently in every process; use hashlib",
    "id": "addresses differ in every process",
    "open": "the rules touch no files",
    "eval": "not in the rules",
    "exec": "not in the rules",
}


def is_name(node: ast.AST, *names: str) -> bool:
    return isinstance(node, ast.Name) and node.id in names


def is_whole_number(node: ast.AST) -> bool:
    """Whether an expression is an integer by the look of it."""
    if isinstance(node, ast.Constant):
        return isinstance(node.value, int)
    if isinstance(node, ast.UnaryOp):
        return isinstance(node.op, ast.Not) or is_whole_number(node.operand)
    if isinstance(node, ast.BinOp):
        exact = isinstance(node.op, ast.Add | ast.Sub | ast.Mult | ast.FloorDiv | ast.Mod | ast.LShift)
        return exact and is_whole_number(node.left) and is_whole_number(node.right)
    return isinstance(node, ast.Compare) or (isinstance(node, ast.Call) and is_name(node.func, "len", "int"))


def is_whole_type(words: dict[str | None, ast.expr]) -> bool:
    """Whether a call names an integer type to add in."""
    kind = words.get("dtype")
    return (
        isinstance(kind, ast.Attribute)
        and is_name(kind.value, "np")
        and kind.attr in ("int32", "int64", "uint32", "uint64", "intp")
    )


def is_set(node: ast.AST) -> bool:
    return isinstance(node, ast.Set | ast.SetComp) or (
        isinstance(node, ast.Call) and is_name(node.func, "set", "frozenset")
    )


class Exactness(ast.NodeVisitor):
    """Collects every operation of one module of the rules that may give other bits elsewhere."""

    def __init__(self, may_draw: bool) -> None:
        self.may_draw = may_draw
        self.found: list[str] = []

    def refuse(self, node: ast.expr | ast.stmt, why: str) -> None:
        self.found.append(f"{node.lineno}: {ast.unparse(node).splitlines()[0][:70]}: {why}")

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            if alias.name == "numpy" and alias.asname != "np":
                self.refuse(node, "write import numpy as np, so that its use can be checked")
            elif alias.name.startswith("numpy."):
                self.refuse(node, "import numpy as np alone")
            elif alias.name == "math" and alias.asname:
                self.refuse(node, "import math under its own name")

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        names = {alias.name for alias in node.names}
        if module.split(".")[0] == "numpy" and module != "numpy.typing":
            self.refuse(node, "import numpy as np, so that its use can be checked")
        elif module == "math" and not names <= MATH:
            self.refuse(node, f"not exact: {', '.join(sorted(names - MATH))}")
        elif module == "operator" and names & {"pow", "ipow", "matmul", "imatmul"}:
            self.refuse(node, "not exact")

    def visit_Name(self, node: ast.Name) -> None:
        # Attributes of np and math are met before their names are: a bare one escapes the check.
        if node.id in ("np", "math"):
            self.refuse(node, "a library handed on cannot be checked")
        elif node.id in REFUSED_BUILTINS and isinstance(node.ctx, ast.Load):
            self.refuse(node, REFUSED_BUILTINS[node.id])

    def visit_Attribute(self, node: ast.Attribute) -> None:
        base = node.value
        if is_name(base, "np"):
            self.refuse_numpy(node)
            return
        if is_name(base, "math"):
            if node.attr not in MATH:
                self.refuse(node, "of math only what is exact everywhere")
            return
        if self.may_draw and ast.unparse(node) == KEYS:
            return
        if isinstance(base, ast.Attribute) and is_name(base.value, "np"):
            if base.attr == "random":
                if not (self.may_draw and node.attr == "Philox"):
                    self.refuse(node, "luck comes from game/sim/luck.py, by Philox")
                return
            if node.attr in REDUCING and not self.reduces_exactly(base.attr, node.attr):
                self.refuse(node, "not exact; add with total() of game/sim/curves.py")
            if node.attr == "at":
                self.refuse(node, "use np.bincount")
        elif node.attr in REDUCING and node.attr != "reduce":
            self.refuse(node, "write the ufunc's name: np.add.reduceat, np.maximum.accumulate")
        elif node.attr in REFUSED_METHODS and not is_name(base, "luck"):
            self.refuse(node, REFUSED_METHODS[node.attr])
        self.visit(base)

    def refuse_numpy(self, node: ast.Attribute) -> None:
        if node.attr == "random":
            self.refuse(node, "luck comes from game/sim/luck.py, by Philox")
        elif node.attr in REFUSED_METHODS:
            self.refuse(node, REFUSED_METHODS[node.attr])
        elif node.attr not in NUMPY:
            self.refuse(node, "not among the exact operations of NumPy that tests/sim/test_exactness.py lists")

    @staticmethod
    def reduces_exactly(ufunc: str, way: str) -> bool:
        return ufunc in ORDER_FREE or (ufunc == "add" and way == "reduceat")

    def visit_Call(self, node: ast.Call) -> None:
        words = {word.arg: word.value for word in node.keywords}
        if isinstance(node.func, ast.Attribute):
            if node.func.attr in ("sum", "reduce") and is_whole_type(words):
                self.visit_parts_of_whole_sum(node, node.func)
                return
            self.refuse_unstable_order(node, node.func.attr, words)
        if is_name(node.func, "sum") and not self.adds_whole_numbers(node):
            self.refuse(
                node,
                "Python 3.12 adds floats differently: total() of game/sim/curves.py, or sum(int(x) for ...)",
            )
        if is_name(node.func, "list", "tuple", "enumerate", "iter", "next", "zip", "map") and any(
            map(is_set, node.args)
        ):
            self.refuse(node, "a set has no order; use sorted()")
        self.generic_visit(node)

    def refuse_unstable_order(self, call: ast.Call, method: str, words: dict[str | None, ast.expr]) -> None:
        # What takes a key or a direction is a list, and Python's own sort is stable.
        if method in STABLE_ONLY and not {"key", "reverse"} & set(words):
            kind = words.get("kind")
            if not (isinstance(kind, ast.Constant) and kind.value == "stable"):
                self.refuse(call, 'say kind="stable" (and for a list write sorted())')
        elif method in ("partition", "argpartition"):
            first = call.args[0] if call.args else None
            if not (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                self.refuse(call, "its order is not stable")

    def visit_parts_of_whole_sum(self, call: ast.Call, function: ast.Attribute) -> None:
        """Read on inside a sum whose named integer type makes its order harmless."""
        within = function.value
        if isinstance(within, ast.Attribute) and is_name(within.value, "np"):
            if within.attr not in ("add", *ORDER_FREE):
                self.refuse(call, "not exact")
        elif not is_name(within, "np"):
            self.visit(within)
        for part in (*call.args, *(word.value for word in call.keywords)):
            self.visit(part)

    @staticmethod
    def adds_whole_numbers(call: ast.Call) -> bool:
        terms = call.args[0] if call.args else None
        return isinstance(terms, ast.GeneratorExp | ast.ListComp) and is_whole_number(terms.elt)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        self.refuse_operator(node, node.op, whole=is_whole_number(node.left) and is_whole_number(node.right))
        self.generic_visit(node)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.refuse_operator(node, node.op, whole=False)
        self.generic_visit(node)

    def refuse_operator(self, node: ast.expr | ast.stmt, operator: ast.operator, whole: bool) -> None:
        if isinstance(operator, ast.Pow) and not whole:
            self.refuse(node, "powers are not exact; multiply, or use a curve of game/sim/curves.py")
        elif isinstance(operator, ast.MatMult):
            self.refuse(node, "matrix products are not exact; multiply, then total()")

    def visit_For(self, node: ast.For) -> None:
        if is_set(node.iter):
            self.refuse(node.iter, "a set has no order; use sorted()")
        self.generic_visit(node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        if is_set(node.iter):
            self.refuse(node.iter, "a set has no order; use sorted()")
        self.generic_visit(node)


def findings(source: str, may_draw: bool = False) -> list[str]:
    visitor = Exactness(may_draw)
    visitor.visit(ast.parse(source))
    return visitor.found


def rule_modules() -> Iterator[Path]:
    return iter(sorted((ROOT / "game/sim").rglob("*.py")))


def test_rules_compute_exactly() -> None:
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{finding}"
        for path in rule_modules()
        for finding in findings(path.read_text(encoding="utf-8"), may_draw=path.name == "luck.py")
    ]
    assert not found, "\n" + "\n".join(found)


def test_every_room_of_the_rules_is_read() -> None:
    rooms = "state founding levers/table values week company/market company/teams desk/reports ledger luck curves world"
    read = {path.relative_to(ROOT / "game/sim").with_suffix("").as_posix() for path in rule_modules()}
    assert set(rooms.split()) <= read
    defined = ast.parse((ROOT / "game/sim/curves.py").read_text(encoding="utf-8")).body
    assert "total" in {node.name for node in defined if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize(
    "source",
    [
        "np.sum(x)", "x.sum()", "(x * y).mean()", "x.sum(axis=0)", "state.morale.mean()", "np.mean(x)",
        "np.average(x)", "np.add.reduce(x)", "np.multiply.reduce(x)", "np.add.accumulate(x)",
        "np.add.at(x, i, y)", "f = np.exp", "np.log(x)", "np.tanh(x)", "np.power(x, 2)", "x ** 2",
        "x **= 2", "pow(x, 2)", "2 ** x", "1.5 ** 2", "np.dot(x, y)", "x.dot(y)", "x @ y", "x @= y",
        "np.einsum('i,i', x, y)", "np.convolve(x, y)", "np.hypot(x, y)", "np.linalg.norm(x)",
        "np.quantile(x, .5)", "np.median(x)", "np.percentile(x, 50)", "np.interp(x, y, z)", "np.argsort(x)",
        "x.argsort()", "np.sort(x)", "x.sort()", "np.argsort(x, kind='quicksort')", "np.partition(x, 3)",
        "np.random.default_rng(1)", "np.random.Philox(1)", "rng.normal()", "rng.random(3)",
        "np.random.Generator", "math.exp(x)", "math.log(x)", "math.fsum(x)", "math.pow(x, 2)",
        "from math import exp", "import math as m", "from numpy import exp", "import numpy",
        "import numpy.random", "from numpy.random import Philox", "sum(x)", "sum(p * q for p, q in z)",
        "sum([.5, .25])", "getattr(np, 'exp')(x)", "mine = np", "hash('a')", "for x in {1, 2}: pass",
        "x.sum(dtype=np.float64)", "np.multiply.reduce(x, dtype=np.float64)", "x.sum(dtype=float)",
        "np.exp(x).sum(dtype=np.int64)", "np.sum(y.mean(), dtype=np.int64)", "x.partition(3)",

        "[x for x in set(y)]", "list(set(y))", "sorted(y, key=id)", "op = math",
    ],
)  # fmt: skip
def test_what_differs_between_machines_is_refused(source: str) -> None:
    assert findings(source), source


@pytest.mark.parametrize(
    "source",
    [
        "import numpy as np", "from numpy.typing import NDArray", "np.where(x > 0, x, 0.0)",
        "np.sqrt(x) * y / z", "np.add.reduceat(x, starts)", "np.bincount(team, weights=x, minlength=n)",
        "np.cumsum(x)", "x.cumsum()", "np.argsort(x, kind='stable')", "x.argsort(axis=1, kind='stable')",
        "np.lexsort((x, y))", "x.max()", "np.any(x)", "np.maximum.reduce(x)", "np.minimum.accumulate(x)",
        "math.sqrt(x)", "from math import sqrt", "2 ** 32 - 1", "sum(1 for x in y)",
        "sum(len(x) for x in y)", "sum(int(x) for x in y)", "sorted({1, 2})", "x in {1, 2}",
        "def f(**words): return g(**words)", "np.round(x, 2)", "np.clip(x, 0.0, 1.0)", "x.astype(np.int64)",
        "report.random_event", "functools.reduce(f, x)", "luck.uniform(seed, 1, 2, 3)",
        "word.partition(':')", "rows.sort(key=f)", "np.add.reduce(x, dtype=np.uint64)",
        "x.sum(axis=1, dtype=np.int64)", "np.sum(x, dtype=np.int64)",
    ],
)  # fmt: skip
def test_what_is_exact_everywhere_passes(source: str) -> None:
    assert not findings(source), findings(source)


def test_luck_alone_draws_and_by_philox_alone() -> None:
    assert not findings("np.random.Philox(key=1).random_raw(4)", may_draw=True)
    assert findings("np.random.Philox(key=1).random_raw(4)")
    assert not findings(KEYS, may_draw=True)
    assert findings(KEYS)
    assert findings("np.random.bit_generator.SeedSequence()", may_draw=True)
    assert findings("np.random.PCG64(1)", may_draw=True)
    assert findings("np.random.Generator(np.random.Philox(1)).random()", may_draw=True)
