Feature: What others offer is sold only where somebody said so
  Komet's shop also shows what farms declare available and what sister companies share (K2K). Nobody
  has bought these boxes yet, so the engine keeps them to itself unless a setting says otherwise.
  Sold, they become a Prebook, never an Invoice, and are ordered from who offers them.

  @IBF-01
  Scenario Outline: what others offer is not published by itself
    Given the company is connected with a <token> token
    And a farm offers 6 boxes of "orchids"
    And a sister company shares 4 boxes of "peonies"
    When the inventory is synchronised
    Then the marketplace shows 0 boxes of "orchids"
    And the marketplace shows 0 boxes of "peonies"

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-05 @IBF-13
  Scenario Outline: where it is published, it becomes a Prebook and is ordered
    Given the engine publishes what others offer, too
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And a farm offers 6 boxes of "orchids"
    And a sister company shares 4 boxes of "peonies"
    When the inventory is synchronised
    Then the marketplace shows 5 boxes of "roses"
    And the marketplace shows 6 boxes of "orchids"
    And the marketplace shows 4 boxes of "peonies"
    When a florist buys 2 boxes of "orchids"
    And a florist buys 3 boxes of "peonies"
    And 60 seconds pass
    Then order 1 is no Invoice and one Prebook with 2 boxes
    And order 2 is no Invoice and one Prebook with 3 boxes
    And "orchids" of order 1 is accepted
    And "peonies" of order 2 is accepted
    And the fee of order 1 is 1.5 % of 2 boxes of "orchids"
    And Komet has 4 boxes of "orchids" left
    And Komet has 1 box of "peonies" left
    And 2 boxes of "orchids" are ordered from who offers them
    And 3 boxes of "peonies" are ordered from who offers them

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-04 @IBF-05
  Scenario Outline: an order of stock and of an offer becomes one of each
    Given the engine publishes what others offer, too
    And the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And a farm offers 6 boxes of "orchids"
    And the inventory was synchronised
    When a florist buys 1 box of "roses" and 2 boxes of "orchids" to arrive together
    And 60 seconds pass
    Then order 1 is one Invoice and one Prebook with 3 boxes

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-06 @F01
  Scenario Outline: the farm thinks better of it while a florist checks out
    Given the engine publishes what others offer, too
    And the company is connected with a <token> token
    And a farm offers 6 boxes of "orchids"
    And the inventory was synchronised
    When the farm has 1 box of "orchids" left to offer
    And a florist buys 2 boxes of "orchids"
    And 60 seconds pass
    Then "orchids" of order 1 is refused, saying "available"
    And 0 boxes of "orchids" are ordered from who offers them
    When "orchids" is offered no longer
    And 900 seconds pass
    Then the marketplace shows 0 boxes of "orchids"

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-06 @F01
  Scenario Outline: two companies sell the last shared boxes at once
    Given the engine publishes what others offer, too
    And the company is connected with a <token> token
    And a sister company shares 2 boxes of "peonies"
    And the inventory was synchronised
    When the sister company sells 1 box of "peonies" itself
    And a florist buys 2 boxes of "peonies"
    And 60 seconds pass
    Then "peonies" of order 1 is refused, saying "available"
    And Komet has 1 box of "peonies" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-05
  Scenario Outline: what the buyer cancels goes back to who offers it
    Given the engine publishes what others offer, too
    And the company is connected with a <token> token
    And a sister company shares 4 boxes of "peonies"
    And the inventory was synchronised
    When a florist buys 3 boxes of "peonies"
    And 60 seconds pass
    And the buyer cancels order 1
    And 600 seconds pass
    Then the answer for "peonies" of order 1 is "released"
    And Komet has 4 boxes of "peonies" left
    And 0 boxes of "peonies" are ordered from who offers them

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-05 @F19
  Scenario Outline: an order that moves is ordered anew for its new day
    Given the engine publishes what others offer, too
    And Komet's clock says "2026-11-24T14:00:00Z"
    And the company is connected with a <token> token
    And a farm offers 6 boxes of "orchids"
    And the inventory was synchronised
    When a florist buys 2 boxes of "orchids"
    And 120 seconds pass
    And the card of order 1 is refused
    And 600 seconds pass
    Then order 1 arrives 1 day later than asked
    And order 1 is no Invoice and one Prebook with 2 boxes
    And 2 boxes of "orchids" are ordered from who offers them
    And Komet has 4 boxes of "orchids" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-05
  Scenario Outline: what procurement has approved at the farm is not given back
    Given the engine publishes what others offer, too
    And the company is connected with a <token> token
    And a farm offers 6 boxes of "orchids"
    And the inventory was synchronised
    When a florist buys 2 boxes of "orchids"
    And 60 seconds pass
    And the purchase is approved of "orchids"
    And the buyer cancels order 1
    And 900 seconds pass
    Then order 1 waits for a person, because of "is on the purchase order"
    And 2 boxes of "orchids" are ordered from who offers them
    And Komet has 4 boxes of "orchids" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  @IBF-05
  Scenario: web orders may take what is in stock only
    The newest page of the method names stock only, older ones also what others offer. A Komet that
    keeps to the newest refuses the line in words about our own question: the buyer is not told
    "refused" for that.

    Given the engine publishes what others offer, too
    And the company is connected with a Customer token
    And a farm offers 6 boxes of "orchids"
    And Komet's "web_order_origins" is "stock"
    And the inventory was synchronised
    When a florist buys 2 boxes of "orchids"
    And 60 seconds pass
    Then order 1 waits for a person, because of "inventoryOrigin"
    And the answer for "orchids" of order 1 is ""
    And Komet has 6 boxes of "orchids" left
    When Komet's "web_order_origins" becomes "all"
    And the operator retries order 1
    And 60 seconds pass
    Then "orchids" of order 1 is accepted
    And Komet has 4 boxes of "orchids" left

  @IBF-05
  Scenario Outline: whether what is sold of an offer is ordered by itself is not known
    Given the engine publishes what others offer, too
    And the company is connected with a Company token
    And a farm offers 6 boxes of "orchids"
    And Komet's "availability_purchase" is "<switch>"
    And the inventory was synchronised
    When a florist buys 2 boxes of "orchids"
    And 60 seconds pass
    Then "orchids" of order 1 is accepted
    And <ordered> boxes of "orchids" are ordered from who offers them

    Examples:
      | switch | ordered |
      | order  | 2       |
      | need   | 0       |
