Feature: The marketplace shows what the company has
  Every five minutes the engine reads the company's inventory in Komet and tells the marketplace
  what has changed. Between two readings the marketplace may be wrong; it says how old its
  knowledge is.

  @IBF-01 @IBF-03
  Scenario Outline: open market and future boxes can be bought
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet expects 8 boxes of "tulips"
    When the inventory is synchronised
    Then the marketplace shows 5 boxes of "roses"
    And the marketplace shows 8 boxes of "tulips"

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-02
  Scenario: what changes in Komet is on the marketplace within five minutes
    Given the company is connected with a Customer token
    And Komet has 5 boxes of "roses" on hand
    When the inventory is synchronised
    And somebody sells 2 boxes of "roses" over the phone
    And 300 seconds pass
    Then the marketplace shows 3 boxes of "roses"

  @IBF-06 @F01
  Scenario Outline: between two readings the marketplace still shows what is gone
    A list that comes in pages can miss a line while lines shift, so with a Customer token a line
    that has vanished is taken down when a second reading misses it too.

    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    When 300 seconds pass
    And somebody sells 5 boxes of "roses" over the phone
    And <later> seconds pass
    Then the marketplace shows <shown> boxes of "roses"

    Examples:
      | token    | later | shown |
      | Company  | 0     | 5     |
      | Company  | 299   | 5     |
      | Company  | 301   | 0     |
      | Customer | 301   | 5     |
      | Customer | 601   | 0     |

  @F04
  Scenario: what is taken off sale does not keep its last quantity
    Given the company is connected with a Company token
    And Komet has 5 boxes of "roses" on hand
    When the inventory is synchronised
    And somebody takes "roses" off sale
    And 600 seconds pass
    Then the marketplace shows 0 boxes of "roses"

  @F09
  Scenario Outline: an older reading never overwrites a newer one
    After five minutes one box is told of, but arrives late; after ten minutes it is four again.

    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    And the next batch of inventory is late by 400 seconds
    When somebody sells 4 boxes of "roses" over the phone
    And 310 seconds pass
    And somebody counts 4 boxes of "roses"
    And 310 seconds pass
    Then the marketplace shows 4 boxes of "roses"
    When 100 seconds pass
    Then the marketplace shows 4 boxes of "roses"

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F03
  Scenario: boxes that were ordered are not offered again
    Given the company is connected with a Customer token and no user's login
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When a florist buys 2 boxes of "roses"
    And 600 seconds pass
    Then Komet has 3 boxes of "roses" left
    And the marketplace shows 3 boxes of "roses"

  @IBF-06 @F12
  Scenario Outline: boxes to come that come in early are refused as such, and sold as boxes on hand
    The line keeps its id in Komet, but future sales of it there are none any more.

    Given the company is connected with a <token> token
    And Komet expects 5 boxes of "tulips"
    And Komet has 5 boxes of "lilies" on hand
    And the inventory was synchronised
    When a florist buys 1 box of "tulips"
    And 120 seconds pass
    And the boxes of "tulips" come in early, on hand called "arrived"
    And a florist buys 2 boxes of "tulips"
    And a florist buys 1 box of "lilies" and 2 boxes of "tulips" to arrive together
    And 120 seconds pass
    Then "tulips" of order 1 is accepted
    And order 1 is no Invoice and one Prebook with 1 box
    And "tulips" of order 2 is refused, saying "not available in the origin 2"
    And order 2 is no Invoice and no Prebook with 0 boxes
    And "tulips" of order 3 is refused, saying "not available in the origin 2"
    And "lilies" of order 3 is accepted
    And Komet has 4 boxes of "arrived" left
    When 600 seconds pass
    Then the marketplace shows 0 boxes of "tulips"
    And the marketplace shows 4 boxes of "arrived"
    When a florist buys 3 boxes of "arrived"
    And 120 seconds pass
    Then order 4 is one Invoice and no Prebook with 3 boxes
    When the buyer cancels order 1
    And 600 seconds pass
    Then Komet has 2 boxes of "arrived" left
    And the marketplace shows 2 boxes of "arrived"

    Examples:
      | token    |
      | Customer |
      | Company  |

  @F24 @F16
  Scenario Outline: a product switched off between listing and checkout
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And Komet has 5 boxes of "lilies" on hand
    And Komet expects 5 boxes of "tulips"
    And the inventory was synchronised
    When the product of "roses" is switched off
    And the product of "tulips" is switched off
    And a florist buys 1 box of "roses" and 1 box of "lilies"
    And a florist buys 1 box of "tulips"
    And 120 seconds pass
    Then "roses" of order 1 is refused, saying "is not active"
    And "lilies" of order 1 is accepted
    And "tulips" of order 2 is refused, saying "is not active"
    And order 1 is one Invoice and no Prebook with 1 box
    When 600 seconds pass
    Then the marketplace shows 0 boxes of "roses"
    And the marketplace shows 0 boxes of "tulips"
    When the product of "roses" is switched on again
    And 600 seconds pass
    Then the marketplace shows 5 boxes of "roses"

    Examples:
      | token    |
      | Customer |
      | Company  |
