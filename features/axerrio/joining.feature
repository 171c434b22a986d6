Feature: The vendor's account is joined to the company
  Somebody in the company makes a Vendor token with eleven methods ticked and hands it over; an
  Admin activates the add-on. Before that every method is tried, and nothing is made by trying.

  @AXR-02 @AXR-03 @AXR-05
  Scenario: a token with the eleven methods is handed over, tried, and the accounts are joined
    Given a Vendor token with the eleven methods ticked
    When an Admin with the add-on joins the accounts
    Then the accounts are joined
    And each of the eleven methods was found granted
    And nothing was made in Komet by trying

  @AXR-01
  Scenario Outline: only an Admin, and only with the add-on
    Given a Vendor token with the eleven methods ticked
    When somebody in the role "<role>" joins the accounts <add_on> the add-on
    Then the accounts are not joined, because "<refusal>"
    And nothing was made in Komet by trying
    When an Admin with the add-on joins the accounts
    Then the accounts are joined

    Examples:
      | role                | add_on  | refusal                 |
      | Procurement Manager | with    | only the role Admin may |
      | Sales               | with    | only the role Admin may |
      | Admin               | without | it is an add-on         |

  @AXR-01 @F21
  Scenario: before that, nothing can be sold through the connection
    Given a Vendor token with the eleven methods ticked
    When somebody in the role "Sales" joins the accounts with the add-on
    And the vendor sells 10 boxes of "Freedom"
    Then the vendor's desk says "is not active"

  @AXR-03 @AXR-04 @F21
  Scenario Outline: each of the eleven methods is missed by its name
    Given a Vendor token with all but "<method>" of the eleven methods ticked
    When an Admin with the add-on joins the accounts
    Then the accounts are not joined, because "no access to the method <method>"
    And the operator reads "tick it in Setup > Settings > Tokens" about "<method>"
    When somebody ticks "<method>" too
    And an Admin with the add-on joins the accounts
    Then the accounts are joined

    Examples:
      | method                       |
      | box.code.change              |
      | boxtype.list                 |
      | carrier.list                 |
      | prebook.create               |
      | prebook.details.list         |
      | prebook.item.delete          |
      | purchase.order.create        |
      | purchase.order.item.delete   |
      | purchase.order.items.awb.add |
      | purchase.order.list          |
      | purchase.order.mixed.create  |

  @AXR-03 @F21
  Scenario Outline: a token that is not the vendor's
    Given a Vendor token with the eleven methods ticked
    When an Admin joins the accounts by <token>
    Then the accounts are not joined, because "<refusal>"

    Examples:
      | token              | refusal                           |
      | a made-up token    | it has letters no token has       |
      | the customer token | not available for Customer tokens |
      | the company token  | it is no Vendor token             |

  @AXR-03 @F21
  Scenario: a token that was taken back before it was handed over
    Given a Vendor token with the eleven methods ticked
    And the vendor token is revoked
    When an Admin with the add-on joins the accounts
    Then the accounts are not joined, because "has been revoked"

  @AXR-05
  Scenario Outline: a method that makes something can only be proven by making it
    Given the vendor's system's "unproven_methods" is "<value>"
    And a Vendor token with the eleven methods ticked
    When an Admin reports the creating methods as unproven
    Then the vendor's system says "<answer>"

    Examples:
      | value    | answer                     |
      | accepted | yes                        |
      | refused  | prebook.create is unproven |
