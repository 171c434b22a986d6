"""The marketplace's switches: what its help pages leave open."""

from dataclasses import dataclass

from mocks.core.assumptions import switch


@dataclass(frozen=True)
class IbfAssumptions:
    """Every switch of the iBuyFlowers simulator, with its default."""

    stale_buyable: str = switch(
        "yes", "no", reason="products gone in Komet can still be ordered between two syncs"
    )
    sold_counts: str = switch(
        "since_confirmation",
        "until_answered",
        reason="a later read of Komet already lacks what was placed there",
    )
    friday_push: str = switch(
        "drop", "move", reason="help page: a push from Thursday to Friday is cancelled"
    )
    transit: str = switch(
        "service_days", "calendar_days", reason="carriers count the days on which they work"
    )
    arrival_days: str = switch(
        "service", "any", reason="parcels are delivered on the carrier's working days"
    )
    market_day: str = switch(
        "us_eastern", "utc", reason="the marketplace is in New York; its help pages say EST"
    )
