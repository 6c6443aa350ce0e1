"""What the sources say in errors, findings, refusals and checks, found by reading them.

A text may be a literal, an f-string, a name for one, an element of a table, what a
function returns or yields, or the argument of a function or a field of a class that
passes it on. Its template has ``{}`` for each value that is not known.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import product
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import servicedesk_core

ROOT = Path(servicedesk_core.__file__).parent
# Which arguments of which classes are texts, and where they stand.
CARRIERS = {
    "DocumentError": {"reason": 1},
    "DocumentRuleError": {"reason": 1},
    "Finding": {"message": 3},
    "GateCheck": {"text": 1},
    "InstantRangeError": {"question": 0},
    "InvalidArgumentError": {"argument": 0, "wanted": 2},
    "InvalidHistoryError": {"reason": 1},
    "InvalidHoursError": {"reason": 0},
    "InvalidLifecycleError": {"reason": 1},
    "InvalidMatrixError": {"reason": 0},
    "InvalidPathError": {"reason": 0},
    "NeverClosesError": {"calendar": 0, "when": 1},
    "NeverOpenError": {"calendar": 0, "when": 1},
    "Refusal": {"message": 1},
    "UnserialisableError": {"wanted": 2},
    "WrongTypeError": {"argument": 0, "wanted": 2},
}
# They hold texts, and say none.
_CATALOGUES = ("labels", "phrases")
# What the message of an error is filled with besides its attributes.
FILLED = ("hint", "where")
_NAMES = ("argument", "calendar")
_TEXTS = {name for places in CARRIERS.values() for name in places}
_PASSES = {"MappingProxyType", "dict", "frozenset", "list", "set", "sorted", "tuple"}
_DEEPEST = 12
# So many texts that a place may have are written out in the sentence.
_FEW = 2


class Slot(NamedTuple):
    """A parameter of a function, or a field of a class, that is a text."""

    owner: "Scope"
    name: str


class Bound(NamedTuple):
    """What a name is bound to: an expression, or something out of it."""

    expression: ast.expr
    each: bool = False
    item: int | None = None
    added: bool = False


class Scope:
    """The names of a module, a class or a function."""

    def __init__(self, module: str, node: ast.AST, outer: "Scope | None") -> None:
        self.module, self.node, self.outer = module, node, outer
        self.names: dict[str, list[Bound | Scope]] = defaultdict(list)
        self.imports: dict[str, tuple[str, str]] = {}
        self.fields: list[str] = []
        self.defaults: dict[str, ast.expr] = {}
        self.is_class = isinstance(node, ast.ClassDef)
        self.is_function = isinstance(node, ast.FunctionDef | ast.Lambda)
        if isinstance(node, ast.FunctionDef | ast.Lambda):
            self._read_parameters(node.args)

    def _read_parameters(self, arguments: ast.arguments) -> None:
        positional = [each.arg for each in (*arguments.posonlyargs, *arguments.args)]
        keywords = [each.arg for each in arguments.kwonlyargs]
        self.fields = [*positional, *keywords]
        defaults = zip(positional[::-1], arguments.defaults[::-1], strict=False)
        self.defaults = dict(defaults)
        for name, default in zip(keywords, arguments.kw_defaults, strict=True):
            if default is not None:
                self.defaults[name] = default

    @property
    def owner(self) -> "Scope | None":
        """The class of a method."""
        return self.outer if self.outer and self.outer.is_class else None

    @property
    def visible(self) -> "Iterator[Scope]":
        """The scope itself and those around it, without classes."""
        scope: Scope | None = self
        while scope is not None:
            if scope is self or not scope.is_class:
                yield scope
            scope = scope.outer

    @property
    def skipped(self) -> int:
        """How many parameters a caller does not give."""
        return int(bool(self.owner) and self.fields[:1] in (["self"], ["cls"]))


class Found(NamedTuple):
    """A literal that an expression may be, and where it stands."""

    node: ast.AST | Slot | None
    scope: Scope
    is_format: bool = False


class Sources:
    """The sources of the library, as far as their texts go."""

    def __init__(self, root: Path = ROOT) -> None:
        self.modules: dict[str, Scope] = {}
        self.classes: dict[str, list[Scope]] = defaultdict(list)
        self.functions: dict[str, list[Scope]] = defaultdict(list)
        self.calls: dict[str, list[tuple[ast.Call, Scope]]] = defaultdict(list)
        self.texts: dict[str, set[str]] = defaultdict(set)
        self.inner: dict[str, set[str]] = defaultdict(set)
        self.unknown: set[tuple[str, str]] = set()
        self._slots: set[tuple[Slot, str]] = set()
        self._waiting: list[tuple[Slot, str]] = []
        for path in sorted(root.rglob("*.py")):
            if path.parent.name in _CATALOGUES:
                continue
            name = ".".join(path.relative_to(root).with_suffix("").parts)
            tree = ast.parse(path.read_text(encoding="utf-8"))
            self.modules[name] = Scope(name, tree, None)
            self._walk(tree, self.modules[name])
        self._collect()

    # --- reading the sources -----------------------------------------------------

    def _walk(self, node: ast.AST, scope: Scope) -> None:
        for child in ast.iter_child_nodes(node):
            inner = scope
            if isinstance(child, ast.FunctionDef | ast.Lambda | ast.ClassDef):
                inner = Scope(scope.module, child, scope)
                name = getattr(child, "name", "")
                scope.names[name].append(inner)
                table = self.classes if inner.is_class else self.functions
                table[name].append(inner)
            elif isinstance(child, ast.ImportFrom):
                _import(child, scope)
            elif isinstance(child, ast.Call):
                self.calls[_called(child)].append((child, scope))
            else:
                _bind(child, scope)
            self._walk(child, inner)

    # --- collecting the texts ----------------------------------------------------

    def _collect(self) -> None:
        for carrier, places in CARRIERS.items():
            for call, scope in self.calls[carrier]:
                for name, place in places.items():
                    role = "name" if name in _NAMES else "text"
                    self._give(_argument(call, name, place), scope, role)
        for scope in self.functions["values"]:
            for node in ast.walk(scope.node):
                if isinstance(node, ast.Dict):
                    self._fill(node, scope)
        while self._waiting:
            self._follow(*self._waiting.pop())

    def _fill(self, node: ast.Dict, scope: Scope) -> None:
        for key, value in zip(node.keys, node.values, strict=True):
            if isinstance(key, ast.Constant) and key.value in FILLED:
                self._give(value, scope, "text")

    def _follow(self, slot: Slot, role: str) -> None:
        """Note what callers give for a parameter, or makers for a field."""
        owner = slot.owner
        place = owner.fields.index(slot.name) - owner.skipped
        for call, scope in self.calls[getattr(owner.node, "name", "")]:
            callees = (owner,) if owner.is_class else self._callees(call, scope)
            if owner in callees:
                given = _argument(call, slot.name, place)
                given = given or owner.defaults.get(slot.name)
                self._give(given, scope, role)

    def _give(self, given: ast.expr | None, scope: Scope, role: str) -> None:
        if given is None:
            return
        for text in self._texts(given, scope):
            if isinstance(text, Slot):
                self._note(text, role)
            elif role == "name":
                # Names stay; only descriptions are texts.
                if text is not None and " " in text:
                    self.texts[text].add(scope.module)
            elif text is not None:
                (self.texts if role == "text" else self.inner)[text].add(scope.module)
            elif role == "text":
                self.unknown.add((scope.module, ast.unparse(given)))

    def _note(self, slot: Slot, role: str) -> None:
        if (slot, role) not in self._slots:
            self._slots.add((slot, role))
            self._waiting.append((slot, role))

    # --- the texts that an expression may be -------------------------------------

    def _texts(
        self, node: ast.expr, scope: Scope, depth: int = 0
    ) -> set[str | Slot | None]:
        return {
            text
            for found in self._find(node, scope, depth)
            for text in self._spell(found, depth)
        }

    def _spell(self, found: Found, depth: int) -> Iterable[str | Slot | None]:
        node = found.node
        if node is None or isinstance(node, Slot):
            return [node]
        if isinstance(node, ast.JoinedStr):
            parts = [self._part(each, found.scope, depth) for each in node.values]
            return map("".join, product(*parts))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = (node.left, node.right)
            return map(
                "".join, product(*(self._part(e, found.scope, depth) for e in sides))
            )
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return [_escape(node.value, is_format=found.is_format)]
        is_none = isinstance(node, ast.Constant) and node.value is None
        return [] if is_none else [None]

    def _part(self, node: ast.expr, scope: Scope, depth: int) -> list[str]:
        """Return what may stand in a place: few texts, or ``{}`` for all."""
        if isinstance(node, ast.FormattedValue):
            node = node.value
        texts = self._texts(node, scope, depth + 1)
        known = sorted(text for text in texts if isinstance(text, str))
        if known and len(known) == len(texts) <= _FEW:
            return known
        for text in texts:
            if isinstance(text, Slot):
                self._note(text, "inner")
            elif text is not None:
                self.inner[text].add(scope.module)
        return ["{}"]

    # --- the literals that an expression may be ----------------------------------

    def _find(  # noqa: PLR0911 - an answer for each kind of expression
        self, node: ast.AST, scope: Scope, depth: int
    ) -> list[Found]:
        if depth > _DEEPEST:
            return [Found(None, scope)]
        find = partial(self._find, scope=scope, depth=depth + 1)
        match node:
            case ast.IfExp(body=body, orelse=orelse):
                return [*find(body), *find(orelse)]
            case ast.BoolOp(values=values):
                return [found for each in values for found in find(each)]
            case ast.NamedExpr(value=value):
                return find(value)
            case ast.Name(id=name):
                return self._named(name, scope, depth)
            case ast.Subscript(value=value):
                return self._each(value, scope, depth)
            case ast.Attribute(value=ast.Name(id="self" | "cls"), attr=name):
                return self._attribute(name, scope, depth)
            case ast.Call():
                return self._answers(node, scope, depth)
            case ast.Attribute(attr=name):
                return self._field(name, scope)
            case _:
                return [Found(node, scope)]

    def _named(self, name: str, scope: Scope, depth: int) -> list[Found]:
        for each in scope.visible:
            if name in each.names:
                return self._bound(each.names[name], each, depth)
            if each.is_function and name in each.fields:
                return [Found(Slot(each, name), each)]
            if name in each.imports:
                module, original = each.imports[name]
                home = self._home(module, original)
                if home is not None:
                    return self._named(original, home, depth + 1)
        return [Found(None, scope)]

    def _home(self, module: str, name: str) -> Scope | None:
        """Return the module of a name, which its package may only pass on."""
        for path in (module, f"{module}.__init__"):
            found = self.modules.get(path)
            if found is not None and name in found.names:
                return found
            if found is not None and name in found.imports:
                return self._home(*found.imports[name])
        return None

    def _bound(
        self, bounds: Iterable[Bound | Scope], scope: Scope, depth: int
    ) -> list[Found]:
        found: list[Found] = []
        for bound in bounds:
            if isinstance(bound, Scope):
                continue
            if bound.added:
                sums = [
                    ast.BinOp(each.node, ast.Add(), bound.expression)
                    for each in found
                    if isinstance(each.node, ast.expr)
                ]
                found = [Found(each, scope) for each in sums]
            elif bound.each:
                found += self._each(bound.expression, scope, depth, bound.item)
            elif bound.item is not None:
                for each in self._find(bound.expression, scope, depth + 1):
                    found += self._item(each, bound.item, depth)
            else:
                found += self._find(bound.expression, scope, depth + 1)
        return found or [Found(None, scope)]

    def _attribute(self, name: str, scope: Scope, depth: int) -> list[Found]:
        owner = next((each for each in scope.visible if each.owner), scope).owner
        if owner is None or not (name in owner.names or name in owner.fields):
            return [Found(None, scope)]
        found = [Found(Slot(owner, name), owner)] if name in owner.fields else []
        for bound in owner.names.get(name, ()):
            if isinstance(bound, Scope):
                found += self._returned(bound, depth)
            elif not _is_field(bound.expression):
                found += self._find(bound.expression, owner, depth + 1)
        return found

    def _field(self, name: str, scope: Scope) -> list[Found]:
        """Return a text that an object of the package has, unless an error has it."""
        if name not in _TEXTS:
            return [Found(None, scope)]
        package = scope.module.partition(".")[0]
        return [
            Found(Slot(each, name), each)
            for called, classes in self.classes.items()
            for each in classes
            if called not in CARRIERS
            and name in each.fields
            and each.module.partition(".")[0] == package
        ]

    def _answers(self, call: ast.Call, scope: Scope, depth: int) -> list[Found]:
        find = partial(self._find, scope=scope, depth=depth + 1)
        match call:
            case ast.Call(func=ast.Name(id=name), args=[first, *_]) if name in _PASSES:
                return find(first)
            case ast.Call(func=ast.Attribute(value=value, attr="format")):
                return [each._replace(is_format=True) for each in find(value)]
            case ast.Call(
                func=ast.Attribute(attr="join"),
                args=[ast.GeneratorExp(elt=element)],
            ):
                self._part(element, scope, depth)
                return [Found(None, scope)]
            case ast.Call(func=ast.Attribute(value=value, attr="get"), args=args):
                defaults = [found for each in args[1:] for found in find(each)]
                return [*self._each(value, scope, depth), *defaults]
            case ast.Call(func=ast.Attribute(value=value, attr="items" | "values")):
                return find(value)
            case _:
                return self._answered(call, scope, depth)

    def _answered(self, call: ast.Call, scope: Scope, depth: int) -> list[Found]:
        callees = self._callees(call, scope)
        found = [each for callee in callees for each in self._returned(callee, depth)]
        return found or [Found(None, scope)]

    def _returned(self, function: Scope, depth: int) -> list[Found]:
        if function.module.startswith("i18n."):  # words and durations are values
            return [Found(None, function)]
        if isinstance(function.node, ast.Lambda):
            return self._find(function.node.body, function, depth + 1)
        nodes = list(_own(function.node))
        yielded = [
            node.value for node in nodes if isinstance(node, ast.Yield) and node.value
        ]
        tables = [Found(ast.List(yielded, ast.Load()), function)] if yielded else []
        for node in nodes:
            if isinstance(node, ast.YieldFrom):
                tables += self._find(node.value, function, depth + 1)
        return tables or [
            found
            for node in nodes
            if isinstance(node, ast.Return) and node.value is not None
            for found in self._find(node.value, function, depth + 1)
        ]

    def _each(
        self, node: ast.AST, scope: Scope, depth: int, item: int | None = None
    ) -> list[Found]:
        """Return what the elements of a table may be, or an item of each of them."""
        found: list[Found] = []
        for table in self._find(node, scope, depth + 1):
            for element in _elements(table.node, item):
                each = self._find(element, table.scope, depth + 1)
                if item is None or isinstance(table.node, ast.Dict):
                    found += each
                else:
                    for one in each:
                        found += self._item(one, item, depth)
        return found or [Found(None, scope)]

    def _item(self, found: Found, item: int, depth: int) -> list[Found]:
        node = found.node
        if isinstance(node, ast.Tuple | ast.List) and item < len(node.elts):
            return self._find(node.elts[item], found.scope, depth + 1)
        return []

    def _callees(self, call: ast.Call, scope: Scope) -> list[Scope]:
        name = _called(call)
        if isinstance(call.func, ast.Attribute):
            package = scope.module.partition(".")[0]
            methods = self.functions[name]
            near = [each for each in methods if each.module == scope.module]
            return near or [
                each for each in methods if each.module.partition(".")[0] == package
            ]
        for each in scope.visible:
            if name in each.names:
                return self._functions(each.names[name], each)
            if name in each.imports:
                module, original = each.imports[name]
                home = self._home(module, original)
                return (
                    [] if home is None else self._functions(home.names[original], home)
                )
        return []

    def _functions(self, bounds: Iterable[Bound | Scope], scope: Scope) -> list[Scope]:
        """Return the functions that a name is bound to, or an element of a table is."""
        found = []
        for bound in bounds:
            if isinstance(bound, Scope):
                found += [bound] if bound.is_function else []
            elif bound.each:
                for table in self._find(bound.expression, scope, 1):
                    for element in _elements(table.node, bound.item):
                        one = _picked(element, bound.item)
                        found += self._one(one, table.scope)
        return found

    def _one(self, node: ast.expr, scope: Scope) -> list[Scope]:
        if isinstance(node, ast.Lambda):
            return [each for each in self.functions[""] if each.node is node]
        if isinstance(node, ast.Call) and node.args:  # partial(function, ...)
            return self._one(node.args[0], scope)
        if not isinstance(node, ast.Name):
            return []
        return [
            each
            for visible in scope.visible
            for each in visible.names.get(node.id, ())
            if isinstance(each, Scope) and each.is_function
        ]


def _import(node: ast.ImportFrom, scope: Scope) -> None:
    root, _, module = (node.module or "").partition(".")
    if root == ROOT.name:
        for each in node.names:
            scope.imports[each.asname or each.name] = (module or "__init__", each.name)


def _bind(node: ast.AST, scope: Scope) -> None:
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                _bind_target(target, value, scope, each=False)
        case ast.AnnAssign(target=ast.Name(id=name), value=value):
            if scope.is_class:
                scope.fields.append(name)
            if value is not None:
                scope.names[name].append(Bound(value))
        case ast.AugAssign(target=ast.Name(id=name), value=value):
            scope.names[name].append(Bound(value, added=True))
        case ast.NamedExpr(target=target, value=value):
            _bind_target(target, value, scope, each=False)
        case (
            ast.For(target=target, iter=table)
            | ast.comprehension(target=target, iter=table)
        ):
            _bind_target(target, table, scope, each=True)
        case _:
            pass


def _bind_target(
    target: ast.expr, value: ast.expr, scope: Scope, *, each: bool
) -> None:
    if isinstance(target, ast.Name):
        scope.names[target.id].append(Bound(value, each=each))
    elif isinstance(target, ast.Tuple | ast.List):
        for item, name in enumerate(target.elts):
            if isinstance(name, ast.Name):
                scope.names[name.id].append(Bound(value, each=each, item=item))


def _called(call: ast.Call) -> str:
    function = call.func
    return str(getattr(function, "id", "") or getattr(function, "attr", ""))


def _argument(call: ast.Call, name: str, place: int) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    is_known = not any(isinstance(each, ast.Starred) for each in call.args[: place + 1])
    return call.args[place] if is_known and 0 <= place < len(call.args) else None


def _elements(node: object, item: int | None) -> list[ast.expr]:
    if isinstance(node, ast.Tuple | ast.List | ast.Set):
        return node.elts
    if isinstance(node, ast.Dict):
        return [key for key in node.keys if key] if item == 0 else node.values
    return []


def _picked(element: ast.expr, item: int | None) -> ast.expr:
    if item is not None and isinstance(element, ast.Tuple):
        return element.elts[item]
    return element


def _is_field(node: ast.expr) -> bool:
    """Tell whether it says how a field of attrs is made, not what it is."""
    return ast.unparse(node).startswith("attrs.field(")


def _own(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what is in a function and not in one inside it."""
    for child in ast.iter_child_nodes(node):
        yield child
        if not isinstance(child, ast.FunctionDef | ast.Lambda | ast.ClassDef):
            yield from _own(child)


def _escape(text: str, *, is_format: bool) -> str:
    if not is_format:
        return text.replace("{", "{{").replace("}", "}}")
    parts = []
    for literal, name, _, _ in Formatter().parse(text):
        parts += [_escape(literal, is_format=False), "" if name is None else "{}"]
    return "".join(parts)
