Feature: Days, hours and clocks
  The florist picks the day of arrival; the boxes leave a working day before, if the order comes
  before that day's cut-off: the earlier of the e-commerce's and the carrier's.

  @F32
  Scenario Outline: no order is missed because the engine's clock is wrong
    Given the engine's clock is <minutes> minutes off
    And the company is connected with a <token> token
    And Komet has 4 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "roses"
    And 60 seconds pass
    And a florist buys 1 box of "roses"
    And 60 seconds pass
    Then "roses" of order 1 is accepted
    And "roses" of order 2 is accepted

    Examples:
      | token    | minutes |
      | Customer | -300    |
      | Customer | -2      |
      | Customer | 2       |
      | Customer | 60      |
      | Company  | -300    |
      | Company  | 60      |

  @F32
  Scenario Outline: no order is missed at the edge of a day or when the clocks change
    Given Komet's clock says "<moment>"
    And the company is connected with a <token> token
    And Komet has 4 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 1 box of "roses" on a <weekday>
    And 1 second passes
    And a florist wants 1 box of "roses" on a <weekday>
    And 120 seconds pass
    Then "roses" of order 1 is accepted
    And "roses" of order 2 is accepted
    And order 1 leaves on a <leaves>
    And order 2 leaves on a <leaves>

    Examples: midnight in UTC, in New York, in winter and summer time; the hour that comes twice
      | token    | moment               | weekday   | leaves    |
      | Customer | 2026-11-23T23:59:59Z | Thursday  | Wednesday |
      | Company  | 2026-11-23T23:59:59Z | Thursday  | Wednesday |
      | Customer | 2026-11-24T04:59:59Z | Thursday  | Wednesday |
      | Company  | 2026-07-14T03:59:59Z | Thursday  | Wednesday |
      | Customer | 2026-11-01T05:59:59Z | Wednesday | Tuesday   |
      | Company  | 2026-03-08T06:59:59Z | Wednesday | Tuesday   |
      | Customer | 2026-12-31T23:59:59Z | Wednesday | Tuesday   |

  @F35
  Scenario Outline: the cut-off, to the second, under each reading of EST
    Given Komet's clock says "<moment>"
    And the company is connected with a <token> token
    And Komet's "eastern_time" is "<reading>"
    And the e-commerce's cut-off on Mondays is 1200
    And Komet has 4 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 1 box of "roses" on a Tuesday
    And the engine places orders at once
    And 60 seconds pass
    Then the answer for "roses" of order 1 is "<outcome>"

    Examples: a Monday in summer: noon in New York is 16:00 UTC, noon in UTC-5 is 17:00 UTC
      | token    | moment               | reading    | outcome  |
      | Customer | 2026-07-13T15:59:59Z | us_eastern | accepted |
      | Customer | 2026-07-13T16:00:00Z | us_eastern | refused  |
      | Customer | 2026-07-13T16:59:59Z | fixed      | accepted |
      | Customer | 2026-07-13T17:00:00Z | fixed      | refused  |
      | Company  | 2026-07-13T15:59:59Z | us_eastern | accepted |
      | Company  | 2026-07-13T16:00:00Z | us_eastern | refused  |
      | Company  | 2026-07-13T16:59:59Z | fixed      | accepted |
      | Company  | 2026-07-13T17:00:00Z | fixed      | refused  |

    Examples: a Monday in winter: both are 17:00 UTC
      | token    | moment               | reading    | outcome  |
      | Customer | 2026-11-23T16:59:59Z | us_eastern | accepted |
      | Customer | 2026-11-23T17:00:00Z | us_eastern | refused  |
      | Customer | 2026-11-23T16:59:59Z | fixed      | accepted |
      | Customer | 2026-11-23T17:00:00Z | fixed      | refused  |

  @F35
  Scenario Outline: the earlier of the two cut-offs counts, and no shipping is no shipping
    Given Komet's clock says "<moment>"
    And the company is connected with a <token> token
    And the e-commerce's cut-off on Mondays is <e-commerce>
    And the carrier's cut-off on Mondays is <carrier>
    And Komet has 4 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 1 box of "roses" on a Tuesday
    And the engine places orders at once
    And 60 seconds pass
    Then the answer for "roses" of order 1 is "<outcome>"

    Examples: 12:00 EST is 17:00 UTC
      | token    | moment               | e-commerce | carrier | outcome  |
      | Customer | 2026-11-23T16:59:59Z | 1500       | 1200    | accepted |
      | Customer | 2026-11-23T17:00:00Z | 1500       | 1200    | refused  |
      | Company  | 2026-11-23T16:59:59Z | 1500       | 1200    | accepted |
      | Company  | 2026-11-23T17:00:00Z | 1500       | 1200    | refused  |
      | Customer | 2026-11-23T17:00:00Z | 1200       | 1500    | refused  |
      | Customer | 2026-11-23T14:00:00Z | none       | 1500    | refused  |
      | Customer | 2026-11-23T14:00:00Z | 1500       | none    | refused  |
      | Company  | 2026-11-23T14:00:00Z | none       | 1500    | refused  |
      | Company  | 2026-11-23T14:00:00Z | 1500       | none    | refused  |

  @F35
  Scenario Outline: an order that comes too late for its day says so, and can be had a day later
    Given Komet's clock says "2026-11-23T21:00:00Z"
    And the company is connected with a <token> token
    And Komet has 4 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 1 box of "roses" on a Tuesday
    And 60 seconds pass
    Then "roses" of order 1 is refused, saying "cut-off"
    When 300 seconds pass
    And a florist wants 1 box of "roses" on a Wednesday
    And 60 seconds pass
    Then "roses" of order 2 is accepted
    And order 2 leaves on a Tuesday

    Examples:
      | token    |
      | Customer |
      | Company  |
