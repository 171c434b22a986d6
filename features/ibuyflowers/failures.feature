Feature: What goes wrong elsewhere does not go wrong here

  @F07
  Scenario: a slow reading never overlaps another
    Given the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When another engine wants to synchronise while the first one reads
    Then the other engine did not begin
    And the marketplace shows 5 boxes of "roses"

  @F07
  Scenario: readings that take longer than the pace follow each other
    Given the company is connected with a Company token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And every reading of the inventory takes 210 seconds
    When 2 hours pass
    Then the marketplace shows 5 boxes of "roses"
    And between 10 and 18 batches of inventory arrived

  @F16
  Scenario Outline: what becomes of the rest when one line is refused is one stated policy
    Given the company is connected with a <token> token, whose policy for the rest is "<policy>"
    And Komet has 1 boxes of "roses" on hand
    And Komet has 4 boxes of "lilies" on hand
    And the inventory was synchronised
    When somebody sells 1 boxes of "roses" over the phone
    And a florist buys 1 boxes of "roses" and 1 boxes of "lilies"
    And 300 seconds pass
    Then "roses" of order 1 is refused, saying "available"
    And the answer for "lilies" of order 1 is "<outcome>"
    And Komet has <left> boxes of "lilies" left

    Examples:
      | token    | policy  | outcome  | left |
      | Customer | keep    | accepted | 3    |
      | Company  | keep    | accepted | 3    |
      | Customer | release | refused  | 4    |
      | Company  | release | refused  | 4    |

  @F16 @F14
  Scenario Outline: an order that was half made is finished, not made again
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    When the engine dies at the <point>. step of placing an order of "roses" and "lilies"
    And 1200 seconds pass
    Then order 1 is one Invoice and no Prebook with 2 boxes

    Examples:
      | token    | point |
      | Customer | 12    |
      | Customer | 24    |
      | Customer | 36    |
      | Company  | 12    |
      | Company  | 20    |

  @F21
  Scenario Outline: a token that was taken back stops everything, quietly, and nothing is lost
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the <label> token is revoked
    When a florist buys 1 boxes of "roses"
    And 2 hours pass
    Then an alarm about "inventory" is open
    And the operator is told that "has been revoked"
    And the answer for "roses" of order 1 is ""
    And the engine has made at most 30 calls
    When the company connects again with a new token
    And 2 hours pass
    Then "roses" of order 1 is accepted
    And no alarm about "inventory" is open

    Examples:
      | token    | label    |
      | Customer | customer |
      | Company  | company  |

  @F21
  Scenario Outline: one method that is not granted does not end in a refusal to the florist
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the <label> token may no longer call "<method>"
    When a florist buys 1 boxes of "roses"
    And 1 hours pass
    Then the answer for "roses" of order 1 is ""
    When the <label> token may call "<method>" again
    And 3 hours pass
    Then "roses" of order 1 is accepted

    Examples:
      | token    | label    | method                 |
      | Customer | customer | web-order-item.add     |
      | Customer | customer | web-order-details.list |
      | Company  | company  | invoice.create         |
      | Company  | company  | invoice.details.list   |

  @F23
  Scenario Outline: a carrier that does not work that day is the order's own trouble
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the carrier does not work on Wednesdays
    When a florist buys 1 boxes of "roses"
    And 300 seconds pass
    Then "roses" of order 1 is refused, saying "carrier"
    When the carrier goes every working day again
    And 300 seconds pass
    And a florist buys 1 boxes of "roses"
    And 300 seconds pass
    Then "roses" of order 2 is accepted

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F23
  Scenario Outline: a carrier that is not active at all is the set-up's trouble, no florist's
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the carrier is not active
    When a florist buys 1 boxes of "roses"
    And 300 seconds pass
    Then the operator is told that "carrier"
    And the answer for "roses" of order 1 is ""
    When the carrier goes every working day again
    And 2 hours pass
    Then "roses" of order 1 is accepted

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F26 @F28
  Scenario Outline: stems, bunches and boxes, exact to the cent
    What a florist pays for a bunch is Komet's price for it, freight of 24.00 for a full box shared
    by its bunches, and 12 % on both, rounded up.

    Given the company is connected with a <token> token
    And Komet has 4 boxes of "roses" at <price> a <unit>, <bunches> bunches of <stems> stems
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 60 seconds pass
    Then order 1 comes to <amount> in Komet, with a fee of <fee>
    And a bunch of "roses" costs the florist <all in>

    Examples:
      | token    | price | unit  | bunches | stems | amount | fee  | all in |
      | Customer | 0.285 | Stem  | 12      | 25    | 171.00 | 2.57 | 10.22  |
      | Company  | 0.285 | Stem  | 12      | 25    | 171.00 | 2.57 | 10.22  |
      | Customer | 0.283 | Stem  | 12      | 25    | 169.80 | 2.55 | 10.17  |
      | Company  | 0.283 | Stem  | 12      | 25    | 169.80 | 2.55 | 10.17  |
      | Customer | 10.50 | Bunch | 12      | 25    | 252.00 | 3.78 | 14.00  |
      | Company  | 10.50 | Bunch | 12      | 25    | 252.00 | 3.78 | 14.00  |

  @F27
  Scenario Outline: the price changed after the florist saw it
    Given the company is connected with a <token> token, whose policy for prices is "<policy>"
    And Komet has 4 boxes of "roses" at 10.50 a Bunch, 12 bunches of 25 stems
    And the inventory was synchronised
    When a florist buys 1 boxes of "roses"
    And somebody changes the price of "roses" to 12.00
    And the inventory is synchronised
    And 300 seconds pass
    Then the answer for "roses" of order 1 is "<outcome>"

    Examples:
      | token    | policy | outcome  |
      | Customer | honour | accepted |
      | Company  | honour | accepted |
      | Customer | refuse | refused  |
      | Company  | refuse | refused  |

  @F31
  Scenario: letters of any language, signs and long texts arrive as they left
    Given a catalogue whose product is called "Rosa Ñandú ^ ~ \ <b>é</b> & "Söhne" 🌷"
    And the company is connected with a Customer token
    And Komet has 4 boxes of "roses" on hand
    And the inventory was synchronised
    When "Café Ñ & Söhne <i>🌷</i>, \ ^ ~" buys 1 boxes of "roses"
    And 60 seconds pass
    Then the marketplace calls "roses" "Rosa Ñandú ^ ~ \ <b>é</b> & "Söhne" 🌷"
    And "roses" of order 1 is accepted
    And Komet ships to "Café Ñ & Söhne <i>🌷</i>, \ ^ ~"

  @F32
  Scenario Outline: no order is missed because the engine's clock is wrong
    Given the engine's clock is <minutes> minutes off
    And the company is connected with a Customer token
    And Komet has 4 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 boxes of "roses"
    And 60 seconds pass
    And a florist buys 1 boxes of "roses"
    And 60 seconds pass
    Then "roses" of order 1 is accepted
    And "roses" of order 2 is accepted

    Examples:
      | minutes |
      | -300    |
      | -2      |
      | 2       |
      | 60      |

  @F35
  Scenario Outline: the cut-off, to the second, under each reading of EST
    Given Komet's clock says "<moment>"
    And the company is connected with a Customer token
    And Komet's "eastern_time" is "<reading>"
    And the e-commerce's cut-off on Mondays is 1200
    And Komet has 4 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 boxes of "roses" for tomorrow
    And the engine places orders at once
    And 60 seconds pass
    Then the answer for "roses" of order 1 is "<outcome>"

    Examples: a Monday in summer: noon in New York is 16:00 UTC, noon in UTC-5 is 17:00 UTC
      | moment               | reading    | outcome  |
      | 2026-07-13T15:59:59Z | us_eastern | accepted |
      | 2026-07-13T16:00:00Z | us_eastern | refused  |
      | 2026-07-13T16:59:59Z | fixed      | accepted |
      | 2026-07-13T17:00:00Z | fixed      | refused  |

    Examples: a Monday in winter: both are 17:00 UTC
      | moment               | reading    | outcome  |
      | 2026-11-23T16:59:59Z | us_eastern | accepted |
      | 2026-11-23T17:00:00Z | us_eastern | refused  |
      | 2026-11-23T16:59:59Z | fixed      | accepted |
      | 2026-11-23T17:00:00Z | fixed      | refused  |
