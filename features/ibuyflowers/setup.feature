Feature: The marketplace's people finish a supplier's set-up
  They need the token, the Customer ID, the Company ID and the Carrier ID, and say which is missing.

  @IBF-09 @IBF-10 @IBF-11 @IBF-12
  Scenario Outline: without one of the four the set-up is not finished
    When the marketplace's people are given everything but the "<field>"
    Then the marketplace refuses the "<field>"
    And the marketplace has 0 connections

    Examples:
      | field      |
      | kometToken |
      | customerId |
      | companyId  |
      | carrierId  |

  @IBF-09
  Scenario: with all four it is finished, and the same again makes no second one
    When the marketplace's people are given everything
    And the marketplace's people are given everything
    Then the marketplace has 1 connection

  @IBF-09
  Scenario: nobody else can finish a set-up
    When a florist hands over everything instead
    Then the marketplace refuses
    And the marketplace has 0 connections
