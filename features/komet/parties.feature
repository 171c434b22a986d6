Feature: Whom the company deals with
  Programs of the company keep customers, their ship-tos, farms and categories in step with Komet.
  What they are refused has changed nothing.

  @KOM-02
  Scenario: a new customer is listed, gets a card, and is sold to
    Given Komet has 5 boxes of "roses" on hand
    When a program of the company adds a customer "Posy Lane" with the code "POSY"
    Then Komet answers with "customerId"
    When a tester with the company token asks Komet for "customer.list" of "code posy"
    Then Komet lists "Posy Lane"
    When a program of the company orders 2 boxes of "roses" for "Posy Lane"
    Then Komet answers with "invoiceNumber"
    And "Posy Lane" has 2 boxes on invoices
    And Komet has 3 boxes of "roses" left

  Scenario Outline: a code stands for one customer, active or not
    Given the customer "Harbor Event Flowers" is switched off
    When a program of the company adds a customer "Posy Lane" with the code "<code>"
    Then Komet refuses with "Another customer has the code <code> already"
    And nothing has changed in Komet

    Examples:
      | code    |
      | IBF     |
      | petstem |
      | HARBOR  |

  @KOM-06
  Scenario Outline: customers are found by what is asked for
    Given the company has a new customer "Posy Lane Florist" with the code "POSY"
    When a tester with the company token asks Komet for "customer.list" of "<asked>"
    Then Komet lists "<names>"

    Examples: exact or in part, whatever the case; by sales person; with those switched off
      | asked                                   | names                                                     |
      | name FLORIST                            | Petal & Stem Florist, Posy Lane Florist                   |
      | code Posy                               | Posy Lane Florist                                         |
      | salesPersonId 512                       | Harbor Event Flowers, Petal & Stem Florist                |
      | name old mill, includeInactive 1        | Old Mill Garden Centre                                    |
      | salesPersonId 511, includeInactive true | iBuyFlowers, Old Mill Garden Centre, Sabana Blooms Retail |

  Scenario Outline: farms and categories are found by what is asked for
    When a tester with the company token asks Komet for "vendor.list" of "<asked>"
    Then Komet lists "<names>"

    Examples:
      | asked                            | names                    |
      | name farms                       | Dos Ríos Farms           |
      | portOrigin uio, code bosq        | Rosas del Bosque Nublado |
      | code VIEJA, includeInactive true | Finca La Vieja           |

  Scenario: nobody found is no refusal
    When a tester with the company token asks Komet for "vendor.list" of "code NOBODY"
    Then Komet answers with "message"
    When a tester with the company token asks Komet for "vendor.list" of "code VIEJA"
    Then Komet answers with 0 "vendors"

  @KOM-06
  Scenario: a Customer token reads its own customer's card and nobody else's
    When a tester with the customer token asks Komet for "customer.details.get" of "customerId 7001"
    Then Komet answers with "customer"
    When a tester with the customer token asks Komet for "customer.details.get" of "customerId 7002"
    Then Komet refuses with "customer 7002 is not available for this authentication token"
    When a tester asks Komet for "customer.list" with the customer token
    Then Komet refuses with "not available for Customer tokens"

  Scenario Outline: a florist's new ship-to is corrected by the office
    Given the company is connected with a <token> token
    And Komet has 9 boxes of "roses" on hand
    And the inventory was synchronised
    When "Posy Lane" buys 1 box of "roses"
    And 60 seconds pass
    Then Komet ships to "Posy Lane"
    When a program of the company corrects the ship-to "Posy Lane" to "<corrected>"
    Then Komet ships to "<name>"
    When "Posy Lane" buys 2 boxes of "roses"
    And 60 seconds pass
    Then "roses" of order 2 is accepted
    And Komet ships to "<name>"
    And the marketplace's customer has 1 more ship-tos than before

    Examples: what the office has corrected is where the florist's next boxes go
      | token    | corrected            | name          |
      | Customer | / / / / / 555-0199   | Posy Lane     |
      | Company  | / 7 Canal Street     | Posy Lane     |
      | Customer | Posy Lane Ltd        | Posy Lane Ltd |
      | Company  | Posy Lane Ltd / 7 Rd | Posy Lane Ltd |

  @F21
  Scenario Outline: the marketplace's customer is switched off: its orders wait until it is on again
    Given the company is connected with a <token> token
    And Komet has 5 boxes of "roses" on hand
    And the inventory was synchronised
    When somebody switches the customer "iBuyFlowers" off
    And a florist buys 1 box of "roses"
    And 600 seconds pass
    Then the answer for "roses" of order 1 is ""
    And the operator is told that "customer 7001 is not active"
    And Komet has 5 boxes of "roses" left
    When somebody switches the customer "iBuyFlowers" on again
    And 1200 seconds pass
    Then "roses" of order 1 is accepted
    And Komet has 4 boxes of "roses" left

    Examples:
      | token    |
      | Customer |
      | Company  |

  Scenario: under the other reading a customer that is switched off still buys
    Given Komet's "inactive_customers" is "accept"
    And Komet has 5 boxes of "roses" on hand
    And the customer "Harbor Event Flowers" is switched off
    When a program of the company orders 2 boxes of "roses" for "Harbor Event Flowers"
    Then "Harbor Event Flowers" has 2 boxes on invoices
