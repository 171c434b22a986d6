Feature: What the marketplace takes back or moves, Komet follows once
  A buyer may cancel until the boxes are packed. A card that fails a day before packing moves the
  order to the next day of arrival; when it fails again, or when a Thursday's boxes would be packed
  on a Friday, the order is dropped.

  @F18
  Scenario Outline: a cancelled order is taken back in Komet, or never made
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    When a florist buys 1 box of "roses" and 2 boxes of "tulips" to arrive together
    And <seconds> seconds pass
    And the buyer cancels order 1
    And the buyer cancels order 1
    Then the marketplace says "yes"
    When 600 seconds pass
    Then order 1 is no Invoice and no Prebook with 0 boxes
    And the answer for "roses" of order 1 is "released"
    And the answer for "tulips" of order 1 is "released"
    And Komet has 5 boxes of "roses" left
    And Komet has 5 boxes of "tulips" left
    And Komet keeps fees of 0

    Examples: before anything was made in Komet, and after all of it was
      | token    | seconds |
      | Customer | 0       |
      | Customer | 120     |
      | Company  | 0       |
      | Company  | 120     |

  @F18 @F14
  Scenario Outline: cancelled while nobody knows what became of a call
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    And the next "<method>" is struck by "<fault>"
    When a florist buys 1 box of "roses" and 2 boxes of "tulips" to arrive together
    And 60 seconds pass
    And the buyer cancels order 1
    And 600 seconds pass
    Then order 1 is no Invoice and no Prebook with 0 boxes
    And the answer for "roses" of order 1 is "released"
    And Komet has 5 boxes of "roses" left
    And Komet has 5 boxes of "tulips" left

    Examples:
      | token    | method                  | fault        |
      | Customer | web-order.create        | late_request |
      | Customer | web-order-item.add      | lost_reply   |
      | Customer | web-order-item.add      | late_request |
      | Customer | web-order.checkout      | late_request |
      | Customer | web-order.delete        | lost_reply   |
      | Company  | invoice.create          | lost_reply   |
      | Company  | invoice.create          | late_request |
      | Company  | invoice.void            | lost_reply   |
      | Company  | prebook.create          | late_request |
      | Company  | prebook.future.item.add | late_request |
      | Company  | prebook.delete          | lost_reply   |

  @F18
  Scenario Outline: what is confirmed in Komet waits for a person
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 120 seconds pass
    And a sales rep confirms the Invoice of order 1
    And the buyer cancels order 1
    And 600 seconds pass
    Then order 1 waits for a person, because of "confirmed"
    And the answer for "roses" of order 1 is "accepted"
    And Komet has 3 boxes of "roses" left
    When a sales rep voids the Invoice of order 1
    And the operator retries order 1
    And 600 seconds pass
    Then order 1 waits for nobody
    And the answer for "roses" of order 1 is "released"
    And Komet has 5 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F18
  Scenario Outline: what is packed can not be cancelled any more
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 2 boxes of "roses" on a Tuesday
    And 2 hours pass
    And the buyer cancels order 1
    Then the marketplace says "is packed and can not become"
    And order 1 is one Invoice and no Prebook with 2 boxes

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F19
  Scenario Outline: the card fails a day before packing, and again
    Given Komet's clock says "2026-11-24T14:00:00Z"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    When a florist buys 1 box of "roses" and 2 boxes of "tulips" to arrive together
    And 120 seconds pass
    And the card of order 1 is refused
    And 600 seconds pass
    Then order 1 arrives 1 day later than asked
    And order 1 leaves on a Tuesday
    And order 1 is one Invoice and one Prebook with 3 boxes
    And "roses" of order 1 is accepted
    And "tulips" of order 1 is accepted
    When the card of order 1 is refused
    And 600 seconds pass
    Then order 1 is no Invoice and no Prebook with 0 boxes
    And the answer for "tulips" of order 1 is "released"
    And Komet has 5 boxes of "roses" left
    And Komet has 5 boxes of "tulips" left
    And Komet keeps fees of 0

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F19
  Scenario Outline: where the next day of arrival lies
    Given Komet's clock says "2026-11-23T14:00:00Z"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 2 boxes of "roses" on a <asked>
    And 120 seconds pass
    And the card of order 1 is refused
    And 600 seconds pass
    Then order 1 arrives <days> days later than asked
    And the answer for "roses" of order 1 is "<outcome>"
    And Komet has <left> boxes of "roses" left

    Examples: Wednesday's boxes go on Thursday, Thursday's are dropped, Friday's go on Monday
      | token    | asked    | days | outcome  | left |
      | Customer | Thursday | 1    | accepted | 3    |
      | Company  | Thursday | 1    | accepted | 3    |
      | Customer | Friday   | 0    | released | 5    |
      | Company  | Friday   | 0    | released | 5    |
      | Customer | Monday   | 1    | accepted | 3    |
      | Company  | Monday   | 1    | accepted | 3    |

  @F19
  Scenario Outline: the card fails before anything was made in Komet
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And the card of order 1 is refused
    And 600 seconds pass
    Then order 1 is one Invoice and no Prebook with 2 boxes
    And "roses" of order 1 is accepted
    And Komet has 3 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F19 @F14
  Scenario Outline: a move whose answer is lost is made once
    Given Komet's clock says "2026-11-24T14:00:00Z"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    And the next "<method>" is struck by "<fault>"
    When a florist buys 1 box of "roses" and 2 boxes of "tulips" to arrive together
    And 120 seconds pass
    And the card of order 1 is refused
    And 600 seconds pass
    Then order 1 is one Invoice and one Prebook with 3 boxes
    And "tulips" of order 1 is accepted
    And Komet has 4 boxes of "roses" left
    And Komet has 3 boxes of "tulips" left

    Examples:
      | token    | method           | fault        |
      | Customer | web-order.delete | lost_reply   |
      | Customer | web-order.delete | twice        |
      | Company  | invoice.void     | lost_reply   |
      | Company  | prebook.update   | lost_reply   |
      | Company  | prebook.update   | lost_request |

  @F19
  Scenario Outline: a confirmed order that moves waits for a person, too
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist wants 2 boxes of "roses" on a Thursday
    And 120 seconds pass
    And a sales rep confirms the Invoice of order 1
    And the card of order 1 is refused
    And 600 seconds pass
    Then order 1 waits for a person, because of "confirmed"
    And order 1 leaves on a Wednesday
    When a sales rep voids the Invoice of order 1
    And the operator retries order 1
    And 600 seconds pass
    Then order 1 waits for nobody
    And "roses" of order 1 is accepted
    And order 1 leaves on a Thursday
    And Komet has 3 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |
