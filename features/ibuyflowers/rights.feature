Feature: A connection that may not do what it needs says so, and waits
  Nothing is asked in a hot loop, no florist is refused for the company's own trouble, and
  everything goes on when the cause is gone.

  @F21
  Scenario Outline: a token that was taken back stops everything, quietly, and nothing is lost
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the <label> token is revoked
    When a florist buys 1 box of "roses"
    And 1 hour passes
    Then an alarm about "inventory" is open
    And the operator is told that "has been revoked"
    And the answer for "roses" of order 1 is ""
    And the engine has made at most 20 calls
    When the company connects again with a new token
    And 1 hour passes
    Then "roses" of order 1 is accepted
    And no alarm about "inventory" is open

    Examples:
      | token    | label    |
      | Customer | customer |
      | Company  | company  |

  @F21
  Scenario Outline: without one method that is needed to sell, florists wait instead of being refused
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    And the <label> token may no longer call "<method>"
    When a florist buys 1 box of "roses" and 2 boxes of "tulips" to arrive together
    And 600 seconds pass
    Then the operator is told that "no access to the method <method>"
    And the answer for "<waiting>" of order 1 is ""
    And Komet was asked for "<method>" between 1 and 4 times
    When the <label> token may call "<method>" again
    And 1200 seconds pass
    Then "roses" of order 1 is accepted
    And "tulips" of order 1 is accepted
    And order 1 is one Invoice and one Prebook with 3 boxes
    And order 1 waits for nobody

    Examples:
      | token    | label    | method                  | waiting |
      | Customer | customer | customer.shipto.list    | roses   |
      | Customer | customer | customer.shipto.add     | roses   |
      | Customer | customer | web-order.create        | roses   |
      | Customer | customer | web-order-item.add      | roses   |
      | Customer | customer | web-order-details.list  | roses   |
      | Company  | company  | customer.shipto.list    | roses   |
      | Company  | company  | customer.shipto.add     | roses   |
      | Company  | company  | invoice.create          | roses   |
      | Company  | company  | invoice.details.list    | roses   |
      | Company  | company  | prebook.create          | tulips  |
      | Company  | company  | prebook.future.item.add | tulips  |
      | Company  | company  | prebook.details.list    | tulips  |

  @F21 @F18
  Scenario Outline: without one method that is needed to take back, the order waits
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    And the <label> token may no longer call "<method>"
    When a florist buys 1 box of "roses" and 2 boxes of "tulips" to arrive together
    And 120 seconds pass
    And the buyer cancels order 1
    And 600 seconds pass
    Then the operator is told that "no access to the method <method>"
    And Komet was asked for "<method>" between 1 and 4 times
    When the <label> token may call "<method>" again
    And 1200 seconds pass
    Then order 1 is no Invoice and no Prebook with 0 boxes
    And the answer for "tulips" of order 1 is "released"
    And order 1 waits for nobody

    Examples:
      | token    | label    | method           |
      | Customer | customer | web-order.delete |
      | Company  | company  | invoice.void     |
      | Company  | company  | prebook.delete   |

  @F21 @F19
  Scenario: without the method that moves a prebook, the order waits
    Given Komet's clock says "2026-11-24T14:00:00Z"
    And the company is connected with a Company token
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    And the company token may no longer call "prebook.update"
    When a florist buys 2 boxes of "tulips"
    And 120 seconds pass
    And the card of order 1 is refused
    And 600 seconds pass
    Then the operator is told that "no access to the method prebook.update"
    And the answer for "tulips" of order 1 is ""
    And Komet was asked for "prebook.update" between 1 and 4 times
    When the company token may call "prebook.update" again
    And 1200 seconds pass
    Then "tulips" of order 1 is accepted
    And Komet has 3 boxes of "tulips" left

  @F21 @F14
  Scenario: without the method that takes a double out of a prebook, the order waits
    Given the company is connected with a Company token
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    And the next "prebook.future.item.add" is struck by "twice"
    And the company token may no longer call "prebook.item.delete"
    When a florist buys 2 boxes of "tulips"
    And 600 seconds pass
    Then the operator is told that "no access to the method prebook.item.delete"
    And the answer for "tulips" of order 1 is ""
    When the company token may call "prebook.item.delete" again
    And 1200 seconds pass
    Then "tulips" of order 1 is accepted
    And Komet has 3 boxes of "tulips" left

  @F21
  Scenario: another company's id stops the connection, with one clear alarm
    Given the company is connected with a Customer token and a wrong "companyId"
    And Komet has 5 boxes of "roses" on hand
    When 1 hour passes
    Then an alarm about "inventory" is open
    And the operator is told that "account 54321 does not match"
    And Komet was asked for "ecommerce/inventory.list" between 1 and 8 times
    And the marketplace shows 0 boxes of "roses"

  @F23
  Scenario Outline: a carrier that does not work that day is the order's own trouble
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the carrier does not work on Wednesdays
    When a florist buys 1 box of "roses"
    And 300 seconds pass
    Then "roses" of order 1 is refused, saying "carrier"
    When the carrier goes every working day again
    And 300 seconds pass
    And a florist buys 1 box of "roses"
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
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    And the carrier is not active
    When a florist buys 1 box of "roses" and 2 boxes of "tulips" to arrive together
    And 600 seconds pass
    Then the operator is told that "carrier 1360 is not active"
    And the answer for "roses" of order 1 is ""
    And the answer for "tulips" of order 1 is ""
    When the carrier goes every working day again
    And 1200 seconds pass
    Then "roses" of order 1 is accepted
    And "tulips" of order 1 is accepted

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F23
  Scenario Outline: a Carrier ID that does not exist is the set-up's trouble, no florist's
    Given the company is connected with a <token> token and a wrong "carrierId"
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "roses"
    And 600 seconds pass
    Then the operator is told that "carrier 9999 does not exist"
    And the answer for "roses" of order 1 is ""
    And Komet has 5 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |
