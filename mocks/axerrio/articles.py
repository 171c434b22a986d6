"""The vendor's articles: kept at the desk, told to every company that buys from it."""

from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from mocks.axerrio.facts.setup import ArticleKept
from mocks.axerrio.feed_rows import next_cursor
from mocks.axerrio.records import Article
from mocks.axerrio.seed import ARTICLE_STEP
from mocks.axerrio.state import AxrState
from mocks.axerrio.views import ArticleView, article_view
from mocks.axerrio.wire import DESK, Call, Reply, method
from mocks.core.api import Context, act
from mocks.core.bearer import missing_field
from mocks.core.errors import Missing, NotPossible
from mocks.core.fields import text

ArticleKey = Annotated[int, Meta(ge=1, lt=10**9)]
Code = Annotated[str, Meta(min_length=1, max_length=20)]
Description = Annotated[str, Meta(min_length=1, max_length=200)]


class ArticleCall(Call, frozen=True, kw_only=True):
    """A new article, or with its key another state of one; what is not given stays.

    A new one needs code and description. `accountId` counts only where no desk's key says it.
    """

    articleKey: ArticleKey | None = None
    code: Code | None = None
    description: Description | None = None
    longDescription: Annotated[str, text(1000)] | None = None
    active: bool | None = None
    deleted: bool | None = None
    accountId: Annotated[int, Meta(ge=1, lt=10**6)] = 1


@act("keep_article")
@method("POST", "desk/article", key=DESK)
def keep_article(context: Context[AxrState], call: ArticleCall) -> ArticleView:
    """Make an article, change, retire or delete it; companies hear of it in their feed."""
    state, account_id = context.state, account_of(context, call.accountId)
    before = _before(context, account_id, call)
    given = {
        "code": call.code,
        "description": call.description,
        "long_description": call.longDescription,
        "active": call.active,
        "deleted": call.deleted,
    }
    after = replace(before, **{name: one for name, one in given.items() if one is not None})
    for one in state.articles.values():
        if (one.account_id, one.code) == (account_id, after.code) and one.key != after.key:
            raise NotPossible("article.code", field="code", given=after.code)
    if after == state.articles.get(after.key):
        return article_view(after)
    after = replace(after, modified=context.now)
    buyers = [one for one in state.connections.values() if one.account_id == account_id]
    context.record(
        ArticleKept(
            article=after,
            cursor=next_cursor(state),
            connections=tuple(one.id for one in buyers if one.active),
        )
    )
    return article_view(after)


def _before(context: Context[AxrState], account_id: int, call: ArticleCall) -> Article:
    """The article as it is, or an empty new one."""
    if call.articleKey is not None:
        return find_article(context.state, account_id, call.articleKey)
    if call.code is None or call.description is None:
        missing = "code" if call.code is None else "description"
        raise missing_field(missing, "what people know the article by")
    return Article(
        key=context.state.next_id("article", 100 * ARTICLE_STEP),
        account_id=account_id,
        code=call.code,
        description=call.description,
        created=context.now,
        modified=context.now,
    )


class ArticlesCall(Call, frozen=True, kw_only=True):
    """Whether to show retired and deleted ones, too."""

    all: bool = False


class ArticlesReply(Reply, frozen=True, kw_only=True):
    """Articles by key."""

    articles: tuple[ArticleView, ...]


@method("GET", "desk/articles", key=DESK)
def articles(context: Context[AxrState], call: ArticlesCall) -> ArticlesReply:
    """The vendor's articles."""
    account_id = account_of(context)
    found = [
        article_view(one)
        for one in list(context.state.articles.values())
        if one.account_id == account_id and (call.all or is_sold(one))
    ]
    return ArticlesReply(articles=tuple(found))


def find_article(state: AxrState, account_id: int, key: int) -> Article:
    """The account's article of that key.

    Raises:
        Missing: ``article.unknown``.
    """
    article = state.articles.get(key)
    if article is None or article.account_id != account_id:
        raise Missing("article.unknown", field="articleKey", article=key)
    return article


def is_sold(article: Article) -> bool:
    """Whether it may be ordered."""
    return article.active and not article.deleted


def account_of(context: Context[AxrState], given: int = 1) -> int:
    """The account the desk's key is of; people in the lab say which they mean.

    Raises:
        Missing: ``account.unknown``.
    """
    account_id = context.caller.party_id or given
    if account_id not in context.state.accounts:
        raise Missing("account.unknown", field="accountId", account=account_id)
    return account_id
