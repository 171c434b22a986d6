Feature: What could not be read is not what is not there
  An answer that is empty, broken or cut off leaves the shop as it was, marked as old, with an
  alarm; an honest empty list empties it.

  @F05
  Scenario Outline: a broken answer is not an empty warehouse
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And every reading of the inventory is struck by "<fault>"
    When 1200 seconds pass
    Then the marketplace shows 5 boxes of "roses"
    And "roses" is marked as stale
    And the operator is told that "no success for two intervals"

    Examples: silence; a page that is none; HTML for JSON, and JSON cut off in the middle
      | token    | fault       |
      | Customer | lost_reply  |
      | Customer | refused_5xx |
      | Customer | garbled     |
      | Company  | lost_reply  |
      | Company  | refused_5xx |
      | Company  | garbled     |

  @F05 @F21
  Scenario Outline: a refusal is not an empty warehouse
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the <label> token may no longer call "<method>"
    When 1200 seconds pass
    Then the marketplace shows 5 boxes of "roses"
    And "roses" is marked as stale
    And the operator is told that "no access to the method <method>"

    Examples:
      | token    | label    | method                           |
      | Customer | customer | ecommerce/inventory.list         |
      | Company  | company  | inventory.openmarket.list        |
      | Company  | company  | future.inventory.openmarket.list |

  @F05
  Scenario Outline: an honest empty list does empty the shop, at the second reading
    Given Komet's "empty_status" is "<status>"
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When everything is taken off sale
    And <seconds> seconds pass
    Then the marketplace shows <shown> boxes of "roses"

    Examples:
      | token    | status | seconds | shown |
      | Company  | 1      | 301     | 5     |
      | Company  | 1      | 601     | 0     |
      | Company  | 0      | 301     | 5     |
      | Company  | 0      | 601     | 0     |
      | Customer | 1      | 301     | 5     |
      | Customer | 1      | 601     | 0     |
      | Customer | 0      | 301     | 5     |
      | Customer | 0      | 601     | 0     |

  @F05
  Scenario Outline: boxes that come back after an empty list were never gone for florists
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When everything is taken off sale
    And 301 seconds pass
    And somebody counts 5 boxes of "roses"
    And 300 seconds pass
    Then the marketplace shows 5 boxes of "roses"
    And "roses" is not marked as stale

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F06 @F21
  Scenario Outline: when the allowance is used up, nothing hammers, and it goes on the next day
    Given it is 21:00 UTC
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And other programs of the company use up the allowance
    When 1 hour passes
    Then an alarm about "inventory" is open
    And "roses" is marked as stale
    And the marketplace shows 5 boxes of "roses"
    And the engine has made at most 5 calls
    When 3 hours pass
    Then no alarm about "inventory" is open
    And "roses" is not marked as stale

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F06
  Scenario: the allowance ends between two pages of one reading
    A part of an inventory is no inventory: nothing of it is published. The next day's first
    reading brings all of it.

    Given it is 22:00 UTC
    And a company with 100 lines of inventory
    And Komet's "page_rows" is "30"
    And the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And other programs of the company leave 2 calls
    When somebody sells 2 boxes of "roses" over the phone
    And 1200 seconds pass
    Then the marketplace shows 5 boxes of "roses"
    And "roses" is marked as stale
    And an alarm about "inventory" is open
    And Komet was asked for "ecommerce/inventory.list" between 5 and 9 times
    When 2 hours pass
    Then the marketplace shows 3 boxes of "roses"
    And "roses" is not marked as stale
    And no alarm about "inventory" is open

  @F06
  Scenario Outline: an order that finds the allowance used up is placed the next day
    Given it is 22:00 UTC
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And other programs of the company use up the allowance
    When a florist buys 2 boxes of "roses"
    And 1 hour passes
    Then the answer for "roses" of order 1 is ""
    And the operator is told that "daily limit"
    And the engine has made at most 10 calls
    When 2 hours pass
    Then "roses" of order 1 is accepted
    And order 1 is one Invoice and no Prebook with 2 boxes

    Examples:
      | token    |
      | Customer |
      | Company  |
