package guides

import (
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	printer "github.com/vpce-tools/terraform-provider-vpce/internal/iam/print"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// meaning says what the verdicts of a question mean.
type meaning struct{ proved, counterexample string }

func meanings() map[prove.Kind]meaning {
	return map[prove.Kind]meaning{
		prove.PrincipalOutside: {"no caller passes but the trusted", "a stranger, or an unsigned request, that passes"},
		prove.ResourceOutside:  {"nothing is reached but resources of the trusted and those listed", "somebody else's resource that is reached"},
		prove.AnonymousAccess:  {"no unsigned request passes", "an unsigned request that passes"},
		prove.NothingAllowed:   {"no request passes at all: rarely what was meant", "a request that passes: usually good news"},
		prove.NoNewAccess:      {"all that passes here passes the reference too", "a request that is new"},
		prove.LostAccess:       {"all that passes the reference passes here too", "a request that is lost"},
		prove.Equivalent:       {"both let the same through", "a request that only one of them lets through"},
		prove.AccessNotGranted: {"nothing of the given access passes", "a request of it that passes"},
		prove.MustAllow:        {"all of the given access passes", "a request of it that does not pass"},
		prove.DeadStatements:   {"every statement makes a difference", "the statements that make none, instead of a request"},
	}
}

// Questions renders the questions about a policy: what their verdicts mean and what they need.
func Questions() (string, error) {
	var rows [][]string
	for _, kind := range prove.Kinds() {
		m, known := meanings()[kind]
		if !known {
			return "", fmt.Errorf("nothing says what the question %s means", kind)
		}
		needs := "–"
		if lacking := (policies.Asking{}).Lacks(kind); lacking != "" {
			needs = "`" + lacking + "`"
		}
		rows = append(rows, []string{"`" + string(kind) + "`", m.proved, m.counterexample, needs})
	}
	return table([]string{"question", "`proved` means", "`counterexample` shows", "needs"}, rows), nil
}

// LinkFacts renders the facts about real requests on which proofs may rest.
func LinkFacts() string {
	var rows [][]string
	for _, f := range prove.Facts() {
		rows = append(rows, []string{"`" + f.Name + "`", f.Description})
	}
	return table([]string{"fact", "what is taken to be true of every request"}, rows)
}

// Readings renders the rules that AWS does not document, with both of their readings.
func Readings() string {
	var rows [][]string
	for _, s := range match.Switches() {
		rows = append(rows, []string{markup.Replace(s.Standard), markup.Replace(s.Other)})
	}
	return table([]string{"standard reading", "the other one"}, rows)
}

// markup escapes what Markdown would read as markup. A line within a word is none.
var markup = strings.NewReplacer("*", `\*`, "|", `\|`)

// Proof is one policy of the guide about proofs and what is asked about it.
type Proof struct {
	// Name names a marked part of its own; it is empty for an example among others.
	Name string
	// Title is a heading and Text the paragraph below it, in Markdown. Either may be empty.
	Title, Text string
	// Policy is JSON.
	Policy string
	Asked  []Asked
}

// Asked is one question about a policy.
type Asked struct {
	// Question is the object that policy_prove takes, as JSON, but for the reference policy,
	// which is in Reference.
	Question, Reference string
	// Verdict is the one of which the guide speaks. Decision is what the policy makes of the
	// witness under the standard reading, if there is one.
	Verdict  prove.Verdict
	Decision eval.Decision
}

// Answer asks the question as the function policy_prove does.
func (a Asked) Answer(c *catalog.Catalog, policy *ast.Document) (prove.Answer, error) {
	in, err := tree.FromJSON([]byte(a.Question))
	if err != nil {
		return prove.Answer{}, err
	}
	asking, errs := policies.ReadAsking(c, in, nil)
	if len(errs) > 0 {
		return prove.Answer{}, fmt.Errorf("%s: %v", a.Question, errs)
	}
	if a.Reference != "" {
		if asking.Question.Reference, err = Document(a.Reference); err != nil {
			return prove.Answer{}, err
		}
	}
	return asking.Ask(policy, prove.Kind(in.Text("kind").Or("")))
}

// Document parses a policy of an example.
func Document(text string) (*ast.Document, error) {
	parsed := parse.Parse(text)
	if parsed.Document == nil {
		return nil, parsed.Err()
	}
	return parsed.Document, nil
}

// ProofParts renders the marked parts of the guide about proofs, with what the prover says
// of its examples now.
func ProofParts(c *catalog.Catalog) (map[string]string, error) {
	questions, err := Questions()
	if err != nil {
		return nil, err
	}
	parts := map[string]string{"questions": questions, "link-facts": LinkFacts(), "readings": Readings(), "proof-examples": ""}
	for _, p := range Proofs() {
		text, err := p.render(c)
		if err != nil {
			return nil, fmt.Errorf("%s%s: %w", p.Name, p.Title, err)
		}
		parts[cmp.Or(p.Name, "proof-examples")] += text + "\n"
	}
	return parts, nil
}

// render writes an example with its answers.
func (p Proof) render(c *catalog.Catalog) (string, error) {
	policy, err := Document(p.Policy)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	if p.Title != "" {
		fmt.Fprintf(&out, "### %s\n\n", p.Title)
	}
	if p.Text != "" {
		fmt.Fprintf(&out, "%s\n\n", p.Text)
	}
	fmt.Fprintf(&out, "```json\n%s\n```\n", printer.Canonical(policy))
	for _, asked := range p.Asked {
		answer, err := asked.Answer(c, policy)
		if err != nil {
			return "", err
		}
		question := questionText(asked.Question)
		if asked.Reference != "" {
			reference, err := Document(asked.Reference)
			if err != nil {
				return "", err
			}
			fmt.Fprintf(&out, "\n**Question:** `%s`, with this reference:\n\n```json\n%s\n```\n", question, printer.Canonical(reference))
		} else {
			fmt.Fprintf(&out, "\n**Question:** `%s`\n", question)
		}
		fmt.Fprintf(&out, "\n**Verdict:** `%s`. %s\n", answer.Verdict, markup.Replace(answer.Explanation))
		if answer.Witness != nil {
			fmt.Fprintf(&out, "\n```hcl\n%s```\n", witnessText(*answer.Witness))
		}
	}
	return out.String(), nil
}

var questionName = regexp.MustCompile(`"([a-z_]+)": `)

// questionText writes a question in the language of Terraform.
func questionText(text string) string {
	text = questionName.ReplaceAllString(text, "$1 = ")
	return strings.NewReplacer("{", "{ ", "}", " }").Replace(text)
}

// witnessText writes a request as policy_prove returns it and policy_evaluate takes it.
func witnessText(r eval.Request) string {
	var out strings.Builder
	fmt.Fprintf(&out, "{\n  principal         = %q\n  action            = %q\n  resource          = %q\n  vpc_endpoint_type = %q\n", r.Principal, r.Action, r.Resource, r.Endpoint)
	if len(r.Context) > 0 {
		out.WriteString("  context = {\n")
		width := 0
		for key := range r.Context {
			width = max(width, len(key)+2)
		}
		for _, key := range slices.Sorted(maps.Keys(r.Context)) {
			fmt.Fprintf(&out, "    %-*s = [%s]\n", width, `"`+key+`"`, quoted(r.Context[key]))
		}
		out.WriteString("  }\n")
	}
	return out.String() + "}\n"
}

func quoted(texts []string) string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = fmt.Sprintf("%q", text)
	}
	return strings.Join(out, ", ")
}

// diagnosticWidth is how long the lines of a diagnostic are, as Terraform shows it.
const diagnosticWidth = 76

// Diagnostics renders findings of a guardrail as a plan shows them, with the attribute and
// the fix. Reminders are not shown in plans.
func Diagnostics(findings []rules.Finding) string {
	var out strings.Builder
	out.WriteString("```text\n")
	between := ""
	for _, f := range findings {
		if f.Severity != rules.Error && f.Severity != rules.Warning {
			continue
		}
		head := fmt.Sprintf("Warning: %s (%s): %s", f.Rule, f.Target, f.Summary)
		if f.Severity == rules.Error {
			head = fmt.Sprintf("Error: %s (%s): %s", f.Rule, f.Target, f.Summary)
		}
		where := "Where: " + f.Attribute
		if f.Line > 0 {
			where += fmt.Sprintf(", line %d, column %d", f.Line, f.Column)
		}
		out.WriteString(between + head + "\n\n" + wrap(f.Detail) + "\n" + wrap(where) + wrap("Fix: "+f.Fix))
		between = "\n"
	}
	return out.String() + "```\n"
}

// wrap breaks a text into lines.
func wrap(text string) string {
	var out strings.Builder
	length := 0
	for i, word := range strings.Fields(text) {
		switch {
		case i == 0:
		case length+1+len(word) > diagnosticWidth:
			out.WriteString("\n")
			length = 0
		default:
			out.WriteString(" ")
			length++
		}
		out.WriteString(word)
		length += len(word)
	}
	return out.String() + "\n"
}

// Proofs are the examples of the guide, in its order.
func Proofs() []Proof {
	const account, organization = `"trusted": {"account_ids": ["111111111111"]}`, `"trusted": {"organization_ids": ["o-a1b2c3d4e5"]}`
	allow := func(rest string) string {
		return `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", ` + rest + `}]}`
	}
	return []Proof{
		{
			Title:  "A bucket name is no owner",
			Text:   "Names of buckets are global. Whoever takes a free name that begins with `my-company` owns a bucket that this policy lets our callers write to.",
			Policy: allow(`"Principal": "*", "Action": "s3:*", "Resource": "arn:aws:s3:::my-company*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111"}}`),
			Asked: []Asked{
				{Question: `{"kind": "principal_outside", ` + account + `}`, Verdict: prove.Proved},
				{Question: `{"kind": "resource_outside", "service": "s3", ` + account + `}`, Verdict: prove.Counterexample, Decision: eval.Allowed},
			},
		},
		{
			Title:  "IfExists lets those in who show nothing",
			Text:   "An operator that ends in `IfExists` holds where the key is missing. Callers outside of any organisation do not have `aws:PrincipalOrgID`, and neither have unsigned requests.",
			Policy: allow(`"Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}`),
			Asked: []Asked{
				{Question: `{"kind": "anonymous", "service": "s3"}`, Verdict: prove.Counterexample, Decision: eval.Allowed},
				{Question: `{"kind": "principal_outside", "service": "s3", ` + organization + `}`, Verdict: prove.Counterexample, Decision: eval.Allowed},
			},
		},
		{
			Title:  "Allow with NotPrincipal lets in all the others",
			Text:   "It was meant to keep one account out. What it says is that everyone else may pass.",
			Policy: allow(`"NotPrincipal": {"AWS": "arn:aws:iam::999988887777:root"}, "Action": "sqs:*", "Resource": "*"`),
			Asked: []Asked{
				{Question: `{"kind": "principal_outside", "service": "sqs", ` + account + `}`, Verdict: prove.Counterexample, Decision: eval.Allowed},
			},
		},
		{
			Title:  "A key compared with itself",
			Text:   "A policy variable stands for the value in the same request, so that this condition asks only whether the caller is in some organisation. Any will do.",
			Policy: allow(`"Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "${aws:PrincipalOrgID}"}}`),
			Asked: []Asked{
				{Question: `{"kind": "anonymous", "service": "s3"}`, Verdict: prove.Proved},
				{Question: `{"kind": "principal_outside", "service": "s3", ` + organization + `}`, Verdict: prove.Counterexample, Decision: eval.Allowed},
			},
		},
		{
			Title:  "An account on a gateway endpoint is its root user",
			Text:   "On an interface endpoint an account as `Principal` means all of its callers. On a gateway endpoint it means the root user alone, which the third question proves by a reference that asks for the root user's ARN.",
			Policy: allow(`"Principal": {"AWS": "arn:aws:iam::111111111111:root"}, "Action": "s3:*", "Resource": "*"`),
			Asked: []Asked{
				{Question: `{"kind": "must_allow", "vpc_endpoint_type": "Interface", "service": "s3", "required": {"app": {"principals": ["arn:aws:iam::111111111111:role/app"], "actions": ["s3:GetObject"]}}}`, Verdict: prove.Proved},
				{Question: `{"kind": "must_allow", "vpc_endpoint_type": "Gateway", "service": "s3", "required": {"app": {"principals": ["arn:aws:iam::111111111111:role/app"], "actions": ["s3:GetObject"]}}}`, Verdict: prove.Counterexample, Decision: eval.ImplicitDeny},
				{
					Question:  `{"kind": "no_new_access", "vpc_endpoint_type": "Gateway", "service": "s3"}`,
					Reference: allow(`"Principal": "*", "Action": "*", "Resource": "*", "Condition": {"ArnEquals": {"aws:PrincipalArn": "arn:aws:iam::111111111111:root"}}`),
					Verdict:   prove.Proved,
				},
			},
		},
		{
			Title: "A policy of Deny statements alone",
			Text: "The example `complete` of the module `terraform-aws-modules/vpc` has endpoint policies of this form; its pull request 1197 tells how image pulls failed because of it. " +
				"What no statement allows is refused, so that the condition is of no account.",
			Policy: `{"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringNotEquals": {"aws:SourceVpc": "vpc-0123456789abcdef0"}}}]}`,
			Asked: []Asked{
				{Question: `{"kind": "nothing_allowed"}`, Verdict: prove.Proved},
			},
		},
		{
			Title:  "Our callers, our resources",
			Text:   "One statement that says whose requests may pass and whose resources they may reach.",
			Policy: allow(`"Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5", "aws:ResourceOrgID": "o-a1b2c3d4e5"}}`),
			Asked: []Asked{
				{Question: `{"kind": "principal_outside", ` + organization + `}`, Verdict: prove.Proved},
				{Question: `{"kind": "resource_outside", ` + organization + `}`, Verdict: prove.Proved},
				{Question: `{"kind": "anonymous"}`, Verdict: prove.Proved},
			},
		},
		{
			Name:   "proof-fact",
			Policy: allow(`"Principal": "*", "Action": "*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}`),
			Asked: []Asked{
				{Question: `{"kind": "anonymous"}`, Verdict: prove.Proved},
				{Question: `{"kind": "anonymous", "assumptions": {"anonymous_keys": false}}`, Verdict: prove.Counterexample, Decision: eval.Allowed},
			},
		},
		{
			Name:   "proof-reading",
			Policy: allow(`"Principal": "*", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:*:111111111111:orders"`),
			Asked:  []Asked{{Question: `{"kind": "resource_outside", "service": "sqs", ` + account + `}`, Verdict: prove.Counterexample, Decision: eval.ImplicitDeny}},
		},
		{
			Name: "proof-reading", Text: "With the Region in its place there is nothing left to doubt:",
			Policy: allow(`"Principal": "*", "Action": "sqs:SendMessage", "Resource": "arn:aws:sqs:us-east-1:111111111111:orders"`),
			Asked:  []Asked{{Question: `{"kind": "resource_outside", "service": "sqs", ` + account + `}`, Verdict: prove.Proved}},
		},
		{
			Name:   "proof-undecided",
			Policy: allow(`"Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::reports/*a????????????????????"`),
			Asked:  []Asked{{Question: `{"kind": "resource_outside", "trusted": {"account_ids": ["111111111111"]}}`, Verdict: prove.Undecided}},
		},
	}
}
