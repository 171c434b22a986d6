"""What a line is about, from the wire to the row: articles, parts that add up, one cost."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Literal, NamedTuple

from msgspec import Meta

from mocks.axerrio.articles import ArticleKey, find_article, is_sold
from mocks.axerrio.records import MIXED, SOLID, Goods, Line, Named, Part
from mocks.axerrio.state import AxrState
from mocks.axerrio.wire import Amount, Call, Count, LineId, money
from mocks.core.bearer import missing_field, wrong_field
from mocks.core.errors import NotPossible
from mocks.core.fields import text

TENTH_OF_A_CENT = Decimal("0.001")
Stems = Annotated[int, Meta(ge=0, lt=10_000)]


class PartCall(Call, frozen=True, kw_only=True):
    """One article in each box: bunches, and in a mixed box its own cost per unit."""

    articleKey: ArticleKey
    bunches: Count
    stemsBunch: Stems
    cost: Amount | None = None


class LineCall(Call, frozen=True, kw_only=True):
    """A line: `packages` boxes of `content` bunches.

    solid: one article. mixed: parts with a cost each, and none of the line's own. assorted: one
    article and cost, whose parts only say what is inside. `lineId` names a line there is.
    """

    lineId: LineId | None = None
    kind: Literal["solid", "mixed", "assorted"] = "solid"
    articleKey: ArticleKey
    boxType: Annotated[str, Meta(min_length=1, max_length=3)]
    packages: Count
    content: Count
    stemsBunch: Stems
    unitType: Literal["Bunch", "Stem"] = "Bunch"
    cost: Amount | None = None
    price: Amount | None = None
    markCode: Annotated[str, text(20)] = ""
    notes: Annotated[str, text(200)] = ""
    parts: Annotated[tuple[PartCall, ...], Meta(max_length=50)] = ()


class Shelf(NamedTuple):
    """What may be ordered: the account's articles, and as they were then what the line has."""

    state: AxrState
    account_id: int
    line: Line | None = None

    def article(self, key: int) -> Named:
        """The article of that key, as the line has it or as it is now.

        Raises:
            Missing: for an unknown one.
            NotPossible: for one that is not sold any more.
        """
        goods = self.line.goods if self.line else None
        held: list[Named] = [goods, *goods.parts] if goods else []
        for one in held:
            if one.article_key == key:
                return one
        article = find_article(self.state, self.account_id, key)
        if not is_sold(article):
            raise NotPossible("article.gone", field="articleKey", article=article.code)
        return Named(article_key=key, article_code=article.code, description=article.description)


def goods_of(shelf: Shelf, call: LineCall, place: str) -> Goods:
    """The row of what a line asks for; `place` names the line in a refusal.

    Raises:
        BadCall: for parts or costs that do not fit the kind of box.
        Missing: for an unknown article.
        NotPossible: for one that is not sold any more.
    """
    _check_parts(call, place)
    article = shelf.article(call.articleKey)
    parts = [_part(shelf.article(part.articleKey), part) for part in call.parts]
    return Goods(
        kind=call.kind,
        article_key=article.article_key,
        article_code=article.article_code,
        description=article.description,
        box_type=call.boxType,
        packages=call.packages,
        content=call.content,
        stems_bunch=call.stemsBunch,
        unit_type=call.unitType,
        cost=money(call.cost) if call.cost is not None else _mean_cost(parts),
        price=None if call.price is None else money(call.price),
        mark_code=call.markCode,
        notes=call.notes,
        parts=tuple(parts),
    )


def _check_parts(call: LineCall, place: str) -> None:
    """Refuse parts that do not fit the kind of box, or do not add up, and costs likewise."""
    if call.kind == SOLID and call.parts:
        raise wrong_field(f"{place}.parts", "a solid box has no parts", "none")
    if call.kind != SOLID and len(call.parts) < 2:
        raise wrong_field(f"{place}.parts", f"{len(call.parts)} parts", "two parts or more")
    told = sum(part.bunches for part in call.parts)
    if call.parts and told != call.content:
        raise wrong_field(f"{place}.content", f"the parts are {told} bunches", "their sum")
    mixed = call.kind == MIXED
    _check_cost(f"{place}.cost", call.cost, wanted=not mixed)
    for number, part in enumerate(call.parts):
        _check_cost(f"{place}.parts[{number}].cost", part.cost, wanted=mixed)


def _check_cost(field: str, cost: float | None, *, wanted: bool) -> None:
    """A mixed box costs what its parts cost; any other has one cost in all."""
    if wanted and cost is None:
        raise missing_field(field, "dollars per unit, such as 0.285")
    if not wanted and cost is not None:
        raise wrong_field(
            field, "a mixed box costs what its parts do, another one has one cost", "none"
        )


def _part(article: Named, call: PartCall) -> Part:
    return Part(
        article_key=article.article_key,
        article_code=article.article_code,
        description=article.description,
        bunches=call.bunches,
        stems_bunch=call.stemsBunch,
        cost=None if call.cost is None else money(call.cost),
    )


def _mean_cost(parts: Sequence[Part]) -> Decimal:
    """The mean cost of a bunch; the parts' own costs are what counts."""
    bunches = sum(part.bunches for part in parts)
    total = sum(((part.cost or Decimal(0)) * part.bunches for part in parts), Decimal(0))
    return (total / bunches).quantize(TENTH_OF_A_CENT, ROUND_HALF_UP)
