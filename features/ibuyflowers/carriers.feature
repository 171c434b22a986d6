Feature: Carriers that stop in the middle of a day, and two of them at once
  A connection ships by one carrier. When Komet knows it no more, or it does not go, orders wait or
  are refused by the carrier's name; whatever needs no carrier goes on.

  @F23
  Scenario Outline: a carrier switched off at noon
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "roses"
    And 120 seconds pass
    Given the carrier is not active
    When a florist buys 2 boxes of "roses"
    And 600 seconds pass
    Then "roses" of order 1 is accepted
    And the operator is told that "carrier 1360 is not active"
    And the answer for "roses" of order 2 is ""
    And Komet has 4 boxes of "roses" left
    And the marketplace shows 4 boxes of "roses"
    When the buyer cancels order 1
    And 1200 seconds pass
    Then the answer for "roses" of order 1 is "released"
    And Komet has 5 boxes of "roses" left
    When the carrier goes every working day again
    And 1200 seconds pass
    Then "roses" of order 2 is accepted
    And Komet has 3 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F23 @F17 @F18
  Scenario Outline: an order that waits for its carrier does not hold up one that is cancelled
    The first order moves to a later day, for which there is no carrier any more.

    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "roses"
    And a florist buys 2 boxes of "roses"
    And 120 seconds pass
    Given the carrier is not active
    When the card of order 1 is refused
    And 300 seconds pass
    And the buyer cancels order 2
    And 1200 seconds pass
    Then the answer for "roses" of order 1 is ""
    And the answer for "roses" of order 2 is "released"
    And Komet has 5 boxes of "roses" left
    When the carrier goes every working day again
    And 1800 seconds pass
    Then "roses" of order 1 is accepted
    And Komet has 4 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F23
  Scenario: one carrier stops, the connection that ships by another goes on
    Given the company is connected with a Customer token
    And the company is also connected with a Customer token, as its customer 7002, by the carrier "SBT"
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the carrier is not active
    When through connection 1 a florist buys 1 box of "roses"
    And through connection 2 a florist buys 1 box of "roses"
    And 300 seconds pass
    Then the answer for "roses" of order 1 is ""
    And connection 1 waits, because "carrier 1360 is not active"
    And "roses" of order 2 is accepted
    And connection 2 waits for nothing

  @F35
  Scenario Outline: two carriers, each with its own cut-off, to the second
    The e-commerce closes at 14:00 EST on Mondays, FedEx at 15:00 and Armellini at 13:00; the
    earlier one counts. Armellini's boxes are two of its days on the way, so they leave today.

    Given Komet's clock says "<moment>"
    And the company is connected with a <token> token
    And the company is also connected with a <token> token, as its customer 7002, by the carrier "ARM"
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When through connection 1 a florist buys 1 box of "roses" to arrive on a Tuesday
    And through connection 2 a florist buys 1 box of "roses" to arrive on a Friday
    And the engine places orders at once
    And 60 seconds pass
    Then the answer for "roses" of order 1 is "<by FedEx>"
    And the answer for "roses" of order 2 is "<by Armellini>"

    Examples: 13:00 EST is 18:00 UTC
      | token    | moment               | by FedEx | by Armellini |
      | Customer | 2026-11-23T17:59:59Z | accepted | accepted     |
      | Customer | 2026-11-23T18:00:00Z | accepted | refused      |
      | Customer | 2026-11-23T18:59:59Z | accepted | refused      |
      | Customer | 2026-11-23T19:00:00Z | refused  | refused      |
      | Company  | 2026-11-23T17:59:59Z | accepted | accepted     |
      | Company  | 2026-11-23T18:00:00Z | accepted | refused      |
      | Company  | 2026-11-23T19:00:00Z | refused  | refused      |
