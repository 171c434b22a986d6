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
    And Komet has 1 box of "roses" on hand
    And Komet has 4 boxes of "lilies" on hand
    And the inventory was synchronised
    When somebody sells 1 box of "roses" over the phone
    And a florist buys 1 box of "roses" and 1 box of "lilies"
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

  @F16
  Scenario Outline: the same policy holds between what is on hand and what is to come
    Given the company is connected with a <token> token, whose policy for the rest is "<policy>"
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 2 boxes of "tulips"
    And the inventory was synchronised
    When somebody sells 2 boxes of "tulips" over the phone
    And a florist buys 1 box of "roses" and 2 boxes of "tulips" to arrive together
    And 600 seconds pass
    Then "tulips" of order 1 is refused, saying "available"
    And the answer for "roses" of order 1 is "<outcome>"
    And Komet has <left> boxes of "roses" left

    Examples:
      | token    | policy  | outcome  | left |
      | Customer | keep    | accepted | 4    |
      | Company  | keep    | accepted | 4    |
      | Customer | release | refused  | 5    |
      | Company  | release | refused  | 5    |

  @F16 @F14
  Scenario Outline: an order that was half made is finished, not made again
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    When the engine dies at the <point>. step of placing an order of "roses" and "lilies"
    And 600 seconds pass
    Then order 1 is one Invoice and no Prebook with 2 boxes

    Examples:
      | token    | point |
      | Customer | 12    |
      | Customer | 24    |
      | Customer | 36    |
      | Company  | 12    |
      | Company  | 20    |

  @F26 @F28
  Scenario Outline: stems, bunches and boxes, exact to the cent
    What a florist pays for a bunch is Komet's price for it, freight of 24.00 for a full box shared
    by its bunches, and 12 % on both, rounded up. A line comes to whole cents, and so does the fee.

    Given the company is connected with a <token> token
    And Komet has 9 boxes of "roses" at <price> a <unit>, <bunches> bunches of <stems> stems
    And the inventory was synchronised
    When a florist buys <boxes> boxes of "roses"
    And 60 seconds pass
    Then order 1 comes to <amount> in Komet, with a fee of <fee>
    And a bunch of "roses" costs the florist <all in>

    Examples:
      | token    | boxes | price | unit  | bunches | stems | amount | fee  | all in |
      | Customer | 3     | 0.29  | Stem  | 12      | 25    | 261.00 | 3.92 | 10.36  |
      | Company  | 3     | 0.29  | Stem  | 12      | 25    | 261.00 | 3.92 | 10.36  |
      | Customer | 1     | 0.33  | Stem  | 12      | 25    | 99.00  | 1.49 | 11.48  |
      | Company  | 1     | 0.33  | Stem  | 12      | 25    | 99.00  | 1.49 | 11.48  |
      | Customer | 2     | 10.50 | Bunch | 12      | 25    | 252.00 | 3.78 | 14.00  |
      | Company  | 2     | 10.50 | Bunch | 12      | 25    | 252.00 | 3.78 | 14.00  |
      | Customer | 3     | 0.13  | Stem  | 7       | 1     | 2.73   | 0.04 | 3.99   |
      | Company  | 3     | 0.13  | Stem  | 7       | 1     | 2.73   | 0.04 | 3.99   |
      | Customer | 1     | 6.25  | Bunch | 10      | 0     | 62.50  | 0.94 | 9.69   |
      | Company  | 1     | 6.25  | Bunch | 10      | 0     | 62.50  | 0.94 | 9.69   |

    Examples: packs no dozen divides, a stem a box, and what a wedding costs
      | token    | boxes | price    | unit  | bunches | stems | amount    | fee      | all in    |
      | Customer | 7     | 0.07     | Stem  | 13      | 20    | 127.40    | 1.91     | 3.64      |
      | Company  | 7     | 0.07     | Stem  | 13      | 20    | 127.40    | 1.91     | 3.64      |
      | Customer | 1     | 0.01     | Stem  | 1       | 1     | 0.01      | 0.00     | 26.90     |
      | Company  | 1     | 0.01     | Stem  | 1       | 1     | 0.01      | 0.00     | 26.90     |
      | Customer | 9     | 99999.99 | Bunch | 1       | 25    | 899999.91 | 13500.00 | 112026.87 |
      | Company  | 9     | 99999.99 | Bunch | 1       | 25    | 899999.91 | 13500.00 | 112026.87 |

  @F28
  Scenario Outline: the fee is reckoned on the whole order, not line by line
    Given the company is connected with a <token> token
    And Komet has 9 boxes of "roses" at 0.10 a Stem, 1 bunch of 10 stems
    And Komet has 9 boxes of "lilies" at 1.00 a Bunch, 1 bunch of 25 stems
    And the inventory was synchronised
    When a florist buys 1 box of "roses" and 1 box of "lilies"
    And 60 seconds pass
    Then order 1 comes to 2.00 in Komet, with a fee of 0.03

    Examples: line by line it would be 0.04
      | token    |
      | Customer |
      | Company  |

  @F26
  Scenario Outline: what has no stems can not be sold by the stem
    Given the company is connected with a <token> token
    And Komet has 4 boxes of "roses" at 0.29 a Stem, 12 bunches of 0 stems
    And the inventory was synchronised
    When a florist wants 1 box of "roses" on a Thursday
    Then the marketplace says "is not for sale any more"

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F27
  Scenario Outline: the price changed after the florist saw it
    Given the company is connected with a <token> token, whose policy for prices is "<policy>"
    And Komet has 4 boxes of "roses" at 10.50 a Bunch, 12 bunches of 25 stems
    And the inventory was synchronised
    When a florist buys 1 box of "roses"
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

  @F27
  Scenario Outline: a price that was changed and changed back is the price that was sold
    Given the company is connected with a <token> token, whose policy for prices is "refuse"
    And Komet has 4 boxes of "roses" at 10.50 a Bunch, 12 bunches of 25 stems
    And the inventory was synchronised
    When somebody changes the price of "roses" to 12.00
    And the inventory is synchronised
    And somebody changes the price of "roses" to 10.50
    And the inventory is synchronised
    And a florist buys 1 box of "roses"
    And somebody changes the price of "roses" to 9.75
    And somebody changes the price of "roses" to 10.50
    And the inventory is synchronised
    And 300 seconds pass
    Then "roses" of order 1 is accepted
    And order 1 comes to 126.00 in Komet, with a fee of 1.89

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F27 @F19
  Scenario Outline: a price that changes after an order was accepted is no reason to refuse it when it moves
    Given Komet's clock says "2026-11-24T14:00:00Z"
    And the company is connected with a <token> token, whose policy for prices is "refuse"
    And Komet has 4 boxes of "roses" on hand
    And Komet expects 4 boxes of "tulips"
    And the inventory was synchronised
    When a florist buys 1 boxes of "roses" and 1 boxes of "tulips" to arrive together
    And 120 seconds pass
    And somebody changes the price of "roses" to 12.00
    And somebody changes the price of "tulips" to 12.00
    And the inventory is synchronised
    And the card of order 1 is refused
    And 600 seconds pass
    Then order 1 arrives 1 days later than asked
    And "roses" of order 1 is accepted
    And "tulips" of order 1 is accepted
    And Komet has 3 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |
