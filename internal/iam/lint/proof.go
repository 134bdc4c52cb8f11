package lint

import "github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"

// Who judges the rules that the linter leaves alone.
const (
	byProof  = "The question is about every possible request, so the prover answers it."
	byChange = "The rule compares two versions of a policy, so the guardrail that knows the earlier one judges it."
)

// proofRules stand in the catalogue and are judged elsewhere.
var proofRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-208", Severity: rule.Warning,
		Title:  "Deny with NotAction needs an Allow for the actions it leaves",
		Why:    "What it does not deny is not yet allowed; without an Allow for these actions nothing passes.",
		Fix:    "Add a statement that allows the actions named in NotAction.",
		Source: pageNotAction,
	}, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-312", Severity: rule.Warning,
		Title:  "An Allow for every resource should say whose resources",
		Why:    "Through the endpoint data can otherwise be sent to resources of any account.",
		Fix:    "Add a condition on aws:ResourceOrgID or aws:ResourceAccount.",
		Source: pageDataPerimeter,
	}, security: true, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-413", Severity: rule.Warning,
		Title:  "IfExists on a key of trust in an Allow passes requests without the key",
		Why:    "Unsigned requests, and those of accounts outside any organisation, do not carry such keys and are let in.",
		Fix:    "Use the operator without IfExists.",
		Source: pageOperators,
	}, security: true, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-414", Severity: rule.Warning,
		Title:  "A negated operator on a key of trust in an Allow lets strangers in",
		Why:    "It allows everybody but the one who is named, unsigned requests included.",
		Fix:    "Use the positive operator in the Allow, or turn the statement into a Deny.",
		Source: pageOperators,
	}, security: true, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-415", Severity: rule.Warning,
		Title:  "A Deny should hit strangers, not the trusted",
		Why:    "With a positive operator the Deny stops the organisation that is named and leaves everybody else alone.",
		Fix:    "Use the negated operator in the Deny, such as StringNotEquals.",
		Source: pageOperators,
	}, security: true, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-602", Severity: rule.Warning,
		Title:  "Only trusted principals may use the endpoint",
		Why:    "With credentials of another account, anybody inside the VPC can move data through the endpoint.",
		Fix:    "Add a condition on aws:PrincipalOrgID or aws:PrincipalAccount to each Allow.",
		Source: pageDataPerimeter,
	}, security: true, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-603", Severity: rule.Warning,
		Title:  "Unsigned requests should not pass",
		Why:    "They belong to nobody who could be trusted. They are needed only to read public buckets that AWS owns.",
		Fix:    "Add a condition on aws:PrincipalOrgID, or allow unsigned requests for these buckets alone.",
		Source: pageDataPerimeter,
	}, security: true, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-604", Severity: rule.Warning,
		Title:  "Only trusted resources may be reached through the endpoint",
		Why:    "Otherwise data can be copied to a resource of somebody else's account.",
		Fix:    "Add a condition on aws:ResourceOrgID or aws:ResourceAccount to each Allow, and name exceptions by ARN.",
		Source: pageDataPerimeter,
	}, security: true, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-606", Severity: rule.Warning,
		Title:  "A statement should have an effect",
		Why:    "It matches no request, or only such that other statements decide in the same way.",
		Fix:    "Remove the statement, or mend what keeps it from matching.",
		Source: pageChecks,
	}, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-607", Severity: rule.Warning,
		Title:  "An Allow should not be denied altogether",
		Why:    "A Deny wins over every Allow, so nothing of what the statement allows passes.",
		Fix:    "Narrow the Deny, or remove the Allow.",
		Source: pageEvaluation,
	}, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-608", Severity: rule.Warning,
		Title:  "The conditions of a statement should not contradict each other",
		Why:    "All of them must hold at once, and no request can make them hold.",
		Fix:    "Make a statement of its own for each case, or list the values under one key.",
		Source: pageCondition,
	}, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-609", Severity: rule.Warning,
		Title:  "Resources of AWS that the workload needs must be reachable",
		Why:    "Image layers, package repositories and agents lie in buckets of AWS's own, which conditions on your organisation shut out.",
		Fix:    "Add a statement that allows these resources by ARN, without a condition on the caller.",
		Source: pageServiceOwned,
	}, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-611", Severity: rule.Warning,
		Title:  "A policy should allow nothing that its reference does not",
		Why:    "The difference is access that nobody agreed to.",
		Fix:    "Narrow the policy, or change the reference on purpose.",
		Source: pageNewAccessChecks,
	}, security: true, elsewhere: byProof},
	{Rule: rule.Rule{
		ID: "POL-612", Severity: rule.Info,
		Title:  "A change of form leaves the policy as it was",
		Why:    "The new text means the same as the old one; only its layout or order differs.",
		Fix:    "Keep one form, for instance that of jsonencode, to have quiet plans. Findings of severity info are not printed: raise it with rule_severity to see it.",
		Source: pageFormatting,
	}, elsewhere: byChange},
	{Rule: rule.Rule{
		ID: "POL-613", Severity: rule.Warning,
		Title:  "Removing the policy does not reset the endpoint",
		Why:    "The argument is optional and computed, so the endpoint keeps its last policy.",
		Fix:    "Write the policy of full access if that is what is meant.",
		Source: pagePolicyRemoved,
	}, elsewhere: byChange},
}
