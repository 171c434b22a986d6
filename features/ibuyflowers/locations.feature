Feature: A company that sells from several locations
  The branches are a Multi-Location company with the locations "MIA" and "LAX". Customer 6001 buys at
  both, 6002 at "MIA" and 6003 at "LAX" alone. Stock stands at a location, and an order is made there.

  Scenario Outline: an order takes the boxes of its own location
    Given the branches are connected with a <token> token at location "MIA"
    And location "MIA" has 5 boxes of "roses" on hand
    And location "MIA" expects 5 boxes of "tulips"
    And location "LAX" has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    Then the marketplace shows 5 boxes of "roses"
    And the marketplace shows 0 boxes of "lilies"
    When a florist buys 2 boxes of "roses"
    And a florist buys 1 box of "tulips"
    And 600 seconds pass
    Then "roses" of order 1 is accepted
    And "tulips" of order 2 is accepted
    And order 1 is one Invoice and no Prebook with 2 boxes
    And order 2 is no Invoice and one Prebook with 1 box
    And order 1 stands at location "MIA"
    And order 2 stands at location "MIA"
    And Komet has 3 boxes of "roses" left
    And Komet has 5 boxes of "lilies" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  Scenario Outline: two locations and two customers at once
    Given the branches are connected with a <token> token at location "MIA", as their customer 6002
    And the branches are connected with a <other> token at location "LAX", as their customer 6003
    And location "MIA" has 3 boxes of "roses" on hand
    And location "LAX" has 4 boxes of "lilies" on hand
    And the inventory was synchronised
    Then connection 1 shows 3 boxes of "roses"
    And connection 1 shows 0 boxes of "lilies"
    And connection 2 shows 0 boxes of "roses"
    And connection 2 shows 4 boxes of "lilies"
    When through connection 1 a florist buys 2 boxes of "roses"
    And through connection 2 a florist buys 2 boxes of "lilies"
    And 600 seconds pass
    Then order 1 stands at location "MIA"
    And order 2 stands at location "LAX"
    And Komet has 1 box of "roses" left
    And Komet has 2 boxes of "lilies" left
    And connection 1 shows 1 box of "roses"
    And connection 2 shows 2 boxes of "lilies"

    Examples:
      | token    | other    |
      | Customer | Customer |
      | Company  | Company  |
      | Customer | Company  |

  Scenario Outline: one customer at two locations, and a call of either goes wrong
    Given the branches are connected with a <token> token at location "MIA"
    And the branches are connected with a <token> token at location "LAX"
    And location "MIA" has 3 boxes of "roses" on hand
    And location "LAX" has 3 boxes of "lilies" on hand
    And the inventory was synchronised
    And the next "<method>" is struck by "<fault>"
    When through connection 1 a florist buys 1 box of "roses"
    And through connection 2 a florist buys 1 box of "lilies"
    And 900 seconds pass
    Then order 1 stands at location "MIA"
    And order 2 stands at location "LAX"
    And Komet has 2 boxes of "roses" left
    And Komet has 2 boxes of "lilies" left

    Examples:
      | token    | method             | fault        |
      | Customer | web-order.create   | late_request |
      | Customer | web-order-item.add | lost_reply   |
      | Customer | web-order-item.add | twice        |
      | Company  | invoice.create     | late_request |
      | Company  | invoice.create     | twice        |

  Scenario Outline: without a location nothing is connected, and the operator hears what to give
    When an operator connects the branches with a <token> token and no location
    Then the branches are not connected for the "Location ID", because "is required"
    And the branches are not connected for the "Location ID", because "one's id, which the method location.list tells"
    When an operator connects the branches with a <token> token at location "LAX"
    Then the branches are connected

    Examples:
      | token    |
      | Customer |
      | Company  |

  Scenario: a location that was closed is none to connect at
    When somebody closes location "MIA"
    And an operator connects the branches with a Company token at location "MIA"
    Then the branches are not connected for the "Location ID", because "is not active"

  Scenario: a closed location stops its own connection and no other, until it is open again
    Given the branches are connected with a Customer token at location "MIA"
    And the branches are connected with a Customer token at location "LAX"
    And location "MIA" has 3 boxes of "roses" on hand
    And location "LAX" has 3 boxes of "lilies" on hand
    And the inventory was synchronised
    When somebody closes location "MIA"
    And through connection 1 a florist buys 1 box of "roses"
    And through connection 2 a florist buys 1 box of "lilies"
    And 600 seconds pass
    Then connection 1 waits, because "is not active"
    And order 2 stands at location "LAX"
    When somebody opens location "MIA" again
    And 3600 seconds pass
    Then order 1 stands at location "MIA"

  Scenario: a customer that is tied elsewhere buys here no more
    Given the branches are connected with a Customer token at location "MIA"
    And location "MIA" has 3 boxes of "roses" on hand
    And the inventory was synchronised
    When somebody ties customer 6001 to location "LAX" only
    And 600 seconds pass
    Then connection 1 waits, because "not associated with the location"

  Scenario Outline: a company becomes one with locations under a connection that names none
    Given the company is connected with a <token> token
    And Komet has 3 boxes of "roses" on hand
    And the inventory was synchronised
    When Komet turns Multi-Location on for the company, with location "BOG"
    And a florist buys 1 box of "roses"
    And 600 seconds pass
    Then connection 1 waits, because "is required"
    And Komet has 3 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  Scenario Outline: a program that names no location of its customer's is refused
    When a tester with the branches_user token asks Komet for "web-order.create" of "customerId 6002, companyId 67890, x_account 67890"
    Then Komet refuses with "The field companyLocationId is required."
    When a tester with the branches_user token asks Komet for "web-order.create" of "customerId 6002, companyId 67890, companyLocationId <id>, x_account 67890"
    Then Komet refuses with "<words>"

    Examples:
      | id | words                                                      |
      | 99 | The location 99 does not exist.                            |
      | 14 | The customer 6002 is not associated with the location 14. |
