package lint

import (
	"fmt"
	"slices"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// structureRules are judged by the parser, which reports kinds of problems by code.
var structureRules = []entry{
	{Rule: rule.Rule{
		ID: "POL-001", Severity: rule.Error,
		Title:  "A policy must be JSON",
		Why:    "AWS refuses any other text when it is applied, and Terraform can then be left with a state it cannot refresh.",
		Fix:    "Write the policy with jsonencode or aws_iam_policy_document, which cannot get the syntax wrong.",
		Source: pageSoftLock,
	}, codes: []parse.Code{parse.InvalidJSON}},
	{Rule: rule.Rule{
		ID: "POL-002", Severity: rule.Error,
		Title:  "A key must stand only once in an object",
		Why:    "Terraform keeps the last of the two before AWS sees the policy. If the first held a condition, that condition is gone and the statement says more than it seems to.",
		Fix:    "Merge the two: a second list goes into the first, a second operator into the one block of that name.",
		Source: pageGrammar,
	}, codes: []parse.Code{parse.DuplicateKey}},
	{Rule: rule.Rule{
		ID: "POL-003", Severity: rule.Error,
		Title:  "A policy has at most 20,480 characters",
		Why:    "The quota counts white space too, as far as it is sent, and cannot be raised.",
		Fix:    "Minify the policy, merge statements that differ in one element, or trade long lists for a condition on the organisation.",
		Source: pageEndpointQuotas,
	}, codes: []parse.Code{parse.TooLong, parse.NearLimit}},
	{Rule: rule.Rule{
		ID: "POL-004", Severity: rule.Warning,
		Title:  "A policy should name its Version",
		Why:    "Without it the rules of 2008 apply, in which policy variables are not replaced but compared letter by letter.",
		Fix:    `Add "Version": "2012-10-17".`,
		Source: pageVersion,
	}, codes: []parse.Code{parse.VersionMissing}},
	{Rule: rule.Rule{
		ID: "POL-005", Severity: rule.Warning,
		Title:  "A policy should not use the language of 2008",
		Why:    "In that version policy variables are not replaced but compared letter by letter.",
		Fix:    `Write "Version": "2012-10-17".`,
		Source: pageVersion,
	}, codes: []parse.Code{parse.VersionOld}},
	{Rule: rule.Rule{
		ID: "POL-006", Severity: rule.Error,
		Title:  "Version must be one that exists",
		Why:    "It names the policy language, of which there are two, and is not the date of the policy. AWS refuses others.",
		Fix:    `Write "Version": "2012-10-17".`,
		Source: pageVersion,
	}, codes: []parse.Code{parse.VersionInvalid}},
	{Rule: rule.Rule{
		ID: "POL-007", Severity: rule.Error,
		Title:  "Elements must be those of the policy language, in its letters",
		Why:    "AWS refuses a policy with an element it does not know; the case of letters counts.",
		Fix:    "Write the element as the language spells it, or remove it.",
		Source: pageGrammar,
	}, codes: []parse.Code{parse.UnknownElement}},
	{Rule: rule.Rule{
		ID: "POL-008", Severity: rule.Error,
		Title:  "A policy must have a statement",
		Why:    "What no statement allows is refused, so nothing would pass the endpoint.",
		Fix:    "Add a statement, or leave the policy out to get AWS's default.",
		Source: pageStatement,
	}, codes: []parse.Code{parse.StatementMissing}},
	{Rule: rule.Rule{
		ID: "POL-009", Severity: rule.Error,
		Title:  "Effect must be Allow or Deny",
		Why:    "Every statement needs one of the two, in exactly these letters.",
		Fix:    `Write "Effect": "Allow" or "Effect": "Deny".`,
		Source: pageEffect,
	}, codes: []parse.Code{parse.EffectInvalid}},
	{Rule: rule.Rule{
		ID: "POL-010", Severity: rule.Error,
		Title:  "A statement must have Action or NotAction",
		Why:    "AWS refuses a statement that does not say what it is about.",
		Fix:    "Add Action with the actions meant, or \"*\" for all.",
		Source: pageAction,
	}, codes: []parse.Code{parse.ActionMissing}},
	{Rule: rule.Rule{
		ID: "POL-011", Severity: rule.Error,
		Title:  "A statement must have Resource or NotResource",
		Why:    "In a trust policy it may be missing, in an endpoint policy it may not.",
		Fix:    "Add Resource with the ARNs meant, or \"*\" for all.",
		Source: pageResource,
	}, codes: []parse.Code{parse.ResourceMissing}},
	{Rule: rule.Rule{
		ID: "POL-012", Severity: rule.Error,
		Title:  "A statement must have a Principal",
		Why:    "An endpoint policy belongs to no identity, so each statement has to say whose requests it means.",
		Fix:    "Add \"Principal\": \"*\" and name the callers in a condition, such as aws:PrincipalOrgID.",
		Source: pageEndpointPolicy,
	}, codes: []parse.Code{parse.PrincipalMissing}},
	{Rule: rule.Rule{
		ID: "POL-013", Severity: rule.Error,
		Title:  "An element and its Not form exclude each other",
		Why:    "AWS refuses a statement that has both.",
		Fix:    "Keep one of the two, or make two statements.",
		Source: pageChecks,
	}, codes: []parse.Code{parse.BothElements}},
	{Rule: rule.Rule{
		ID: "POL-014", Severity: rule.Warning,
		Title:  "Sids should differ",
		Why:    "A Sid is there to tell statements apart; some services refuse the second of its name.",
		Fix:    "Rename one of the two, or leave both out.",
		Source: pageSid,
	}, codes: []parse.Code{parse.SidDuplicate}},
	{Rule: rule.Rule{
		ID: "POL-015", Severity: rule.Info,
		Title:  "A Sid has letters and digits only",
		Why:    "Some services take nothing else, so a policy that is reused elsewhere may be refused.",
		Fix:    "Write the Sid in one word, such as AllowPull.",
		Source: pageSid,
	}, codes: []parse.Code{parse.SidInvalid}},
	{Rule: rule.Rule{
		ID: "POL-016", Severity: rule.Warning,
		Title:  "A list of actions, resources or principals should not be empty",
		Why:    "The statement then matches no request. A Terraform list that turned out empty is the usual cause.",
		Fix:    "Fill the list, or leave the statement out while it is empty.",
		Source: pageChecks,
	}, codes: []parse.Code{parse.EmptyList}},
	{Rule: rule.Rule{
		ID: "POL-017", Severity: rule.Info,
		Title:  "An empty condition has no effect",
		Why:    "The statement applies as if it had no condition there.",
		Fix:    "Remove the empty element, or write down the condition that was meant.",
		Source: pageCondition,
	}, codes: []parse.Code{parse.EmptyCondition}},
	{Rule: rule.Rule{
		ID: "POL-018", Severity: rule.Error,
		Title:  "Every element must have the JSON type of the language",
		Why:    "AWS refuses a number where a text belongs, or an object where a list does. The arguments of aws_iam_policy_document are not the elements of the JSON.",
		Fix:    "Write the element as the grammar of policies shows it.",
		Source: pageSoftLock,
	}, codes: []parse.Code{parse.WrongType}},
}

// structure takes over what the parser found.
func (l *linter) structure(parsed *parse.Result) {
	for i := range catalogue() {
		r := &catalogue()[i]
		if len(r.codes) == 0 {
			continue
		}
		p := &pass{linter: l, rule: r}
		for _, problem := range parsed.Problems {
			if slices.Contains(r.codes, problem.Code) {
				f := fault{at: problem.At, text: problem.Text}
				f.unquoted = problem.Code == parse.TooLong || problem.Code == parse.NearLimit // it lies in no place
				if problem.Code == parse.NearLimit {
					f.severity = rule.Info
				}
				p.add(f)
			}
		}
		if r.ID == "POL-001" && parsed.Omitted > 0 {
			p.skip(fmt.Sprintf("The text has %d more problems, which are not listed.", parsed.Omitted))
		}
		p.close()
	}
}
