package handbook

// intro opens the overview. It explains what all rules have in common.
const intro = `---
page_title: "Rules"
subcategory: ""
description: |-
  Every rule that decides whether the design of a VPC endpoint is right: what it asks for, why, and how to fix a breach.
---

# Rules

The rules below decide whether the design of a VPC endpoint is right. Findings, rejected
alternatives and reasons name them by their ids, such as ` + "`GW-03`" + `. Ids are stable: a rule keeps its id,
and the id of a rule that is dropped is not used again.

## Three outcomes

A rule passes, fails with a finding, or is *not checked*.

A **finding** names the rule, the key you gave to the thing it is about, the attribute, what was
found, and what to do. Where one fault breaks several rules, it is one finding, and the other ids
stand in its ` + "`related`" + ` list.

A rule is **not checked** when something it needs was not given or is not known yet; the entry
says what. That is never a pass. A rule that has nothing to judge passes.

## Severities

| severity | meaning |
|---|---|
| ` + "`error`" + ` | AWS refuses the design, or it is created and no traffic can flow |
| ` + "`warning`" + ` | it works, but is insecure, fragile or costly |
| ` + "`info`" + ` | good to know about a design that may well be right |
| ` + "`off`" + ` | chosen by you: the rule is out of scope, neither judged nor listed as not checked |

The severity below is that of a *fault*. A finding can weigh less or more where the case does: a
quota that is nearly used up is a warning, one that is exceeded an error. A rule may also have a *reminder*,
always ` + "`info`" + `, for a design that is right but needs something done elsewhere.

Rules marked *if you state the policy* compare the design with limits of your own, such as
allowed Regions. Without these limits they are not judged. Rules marked *for a change* compare the plan with
what the guardrail judged before; they are shown and never stored. Rules marked *explained only* concern
what no configuration shows; they may stand as a reason in an answer, but are never a fault. The rest is judged by the
guardrail or decided by the data source that the table names.

## Moving severities

` + "`rule_severity`" + ` moves the severity of faults, for one rule or for all that match a pattern with ` + "`*`" + ` and
` + "`?`" + `. The longest matching key decides; at equal length an id goes before a pattern. Where a resource
has its own ` + "`rule_severity`" + `, its keys go before all of the provider's. Reminders stay ` + "`info`" + `;
` + "`off`" + ` silences them too. A key that matches no rule is an error.

` + "```terraform" + `
provider "vpce" {
  region = "ap-northeast-2"

  rule_severity = {
    "SG-*"  = "warning"
    "SG-01" = "error"
    "HUB-*" = "off"
  }
}
` + "```" + `
`
