// Package rule says what a rule is: one value that holds its id, what it asks for, why, how
// to mend a breach, where that is written, and the check itself.
//
// A check looks at a [Case], which is the plan it judges, and says what it found: a fault, a
// reminder, or what kept it from looking. Saying nothing means that the rule holds.
package rule

import (
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
)

// Rule is what the provider, its documentation and its tests know about one rule.
type Rule struct {
	// ID is the stable name, a family and a number: GW-03.
	ID string
	// Title states the rule in one line, without a full stop.
	Title string
	// Severity is what a fault against the rule weighs.
	Severity Severity
	// Policy marks a rule that is judged only if the caller stated the policy it enforces.
	Policy bool
	// Change marks a rule about a change: it compares the plan with what the guardrail judged
	// before, and its findings are diagnostics only.
	Change bool
	// Guard is the guardrail that judges the rule, where it is not that of its family.
	Guard Guard
	// Needs are the inputs, by name, without which the rule is not checked.
	Needs []string
	// Why says what goes wrong when the rule is broken.
	Why string
	// Fix says what to do, for the case that the check knows nothing better.
	Fix string
	// Source is the address of the page that states the rule.
	Source string
	// Check judges a plan. It is nil where no guardrail judges the rule; then one of Unseen
	// and Elsewhere says why.
	Check func(*Case)
	// Unseen says why no configuration shows a breach: the rule may explain an answer, but is
	// never judged.
	Unseen string
	// Elsewhere names, in Markdown, the data source or resource that decides the rule instead.
	Elsewhere string
}

// Guard names a guardrail.
type Guard string

// The guardrails.
const (
	// Nobody judges rules that data sources decide.
	Nobody Guard = ""
	// RegionGuard judges names, partitions and Regions.
	RegionGuard Guard = "region"
	// AccountGuard judges accounts and ownership.
	AccountGuard Guard = "account"
	// EndpointGuard judges endpoints in their network.
	EndpointGuard Guard = "endpoint"
	// PolicyGuard judges endpoint policies.
	PolicyGuard Guard = "policy"
)

// Resource is the resource type of the guardrail.
func (g Guard) Resource() string { return "vpce_" + string(g) + "_guardrail" }

// Finding is one fault, or one reminder, about one target.
type Finding struct {
	// Rule is the id of the broken rule, such as GW-03.
	Rule string
	// Related lists ids of other rules that the same fault breaks.
	Related []string
	// Severity is the rule's own unless the check or the caller moved it.
	Severity Severity
	// Reminder marks what the reader of a correct design should know; else it is a fault.
	Reminder bool
	// Target is the caller's own key for the thing judged.
	Target string
	// Attribute is the path of the input at fault, written as in the configuration.
	Attribute string
	// At is the same path, step by step; nil where only the text is known.
	At input.Path
	// Summary is the rule's title: stable, without values.
	Summary string
	// Detail says what was found, where, and why it matters.
	Detail string
	// Fix says what to do.
	Fix string
	// Source is the page that states the rule.
	Source string
	// Line and Column locate the fault in a policy document; zero elsewhere.
	Line, Column int
}

// NotChecked says that a rule could not be judged, and what was missing.
type NotChecked struct {
	// Rule is the id of the rule.
	Rule string
	// Target is the caller's key; empty when a whole input is missing.
	Target string
	// Reason is what was unknown or not given.
	Reason string
	// Later says that it will be known at apply.
	Later bool
}
