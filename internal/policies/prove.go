package policies

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func compare(a, b string) int { return cmp.Compare(a, b) }

// question is a policy and what decides how it is judged.
type question struct {
	text, service, reference string
	endpoint                 match.Endpoint
	both                     bool
	// id and vpc are those of the endpoint, where the policy may speak of them.
	id, vpc plan.Text
}

// proof is the work on one policy.
type proof struct {
	*judge
	subject
	text     string
	document *ast.Document
	// linted is what the linter found in it.
	linted []rule.Finding
	// quotes says that findings quote the policy.
	quotes   bool
	base     prove.Question
	findings []rule.Finding
	// signedOnly says that no unsigned request passes.
	signedOnly bool
}

// prove asks the questions that the caller's inputs ask for. Endpoints with one policy are
// answered once.
func (j *judge) prove(s subject, text string, document *ast.Document, linted []rule.Finding) {
	if j.Policies.Assumptions.IsUnknown() {
		j.later("POL-602", s.target, "assumptions is not known yet, so nothing about the policy is proved")
		return
	}
	p := &proof{judge: j, subject: s, text: text, document: document, linted: linted, quotes: true, base: j.base(s)}
	reference, referenceText := p.reference()
	q := p.question(referenceText)
	known, asked := j.known[q]
	if !asked {
		before := len(j.NotChecked)
		p.outsiders()
		p.full()
		p.nothing()
		p.dead()
		p.required()
		if reference != nil {
			p.compare(reference)
		}
		known = Result{Found: p.findings, NotChecked: slices.Clone(j.NotChecked[before:])}
		j.known[q], j.NotChecked = known, j.NotChecked[:before]
	}
	j.Found = append(j.Found, retold(known.Found, s)...)
	for _, n := range known.NotChecked {
		if n.Target != "" {
			n.Target = s.target
		}
		j.NotChecked = append(j.NotChecked, n)
	}
}

// omitted compares AWS's default policy, which is that of an endpoint without one of its own.
func (j *judge) omitted(s subject) {
	p := &proof{judge: j, subject: s, document: ast.Default(), base: j.base(s)}
	if reference, _ := p.reference(); reference != nil {
		p.compare(reference)
	}
	j.Found = append(j.Found, p.findings...)
}

// question is what decides the answers about the policy.
func (p *proof) question(reference string) question {
	q := question{text: p.text, service: p.base.Service, reference: reference, both: len(p.base.Endpoints) != 1}
	if e := p.subject.endpoint; e != nil && p.mentionsEndpoint() {
		q.id, q.vpc = e.ID, e.VPCID
	}
	if !q.both {
		q.endpoint = p.base.Endpoints[0]
	}
	return q
}

// mentionsEndpoint reports whether the policy may speak of an endpoint or a VPC by its id; an
// escape could hide the name of the key.
func (p *proof) mentionsEndpoint() bool {
	return strings.Contains(strings.ToLower(p.text), "sourcevpc") || strings.Contains(p.text, `\u`)
}

// retold are findings about one policy, told of another subject that has it too.
func retold(found []rule.Finding, s subject) []rule.Finding {
	found = slices.Clone(found)
	for i := range found {
		found[i].Target, found[i].At, found[i].Attribute = s.target, s.at, s.at.String()
	}
	return found
}

// base is what all questions about a policy share.
func (j *judge) base(s subject) prove.Question {
	q := prove.Question{Partition: j.Region.Partition, Assumptions: j.Policies.Assumptions.Or(nil), Vocabulary: j.words, AllowServices: j.Policies.AllowServices.Or(false)}
	if e := s.endpoint; e != nil && e.Type.IsGiven() {
		q.Endpoints = []match.Endpoint{match.Interface}
		if e.Is(catalog.Gateway) {
			q.Endpoints = []match.Endpoint{match.Gateway}
		}
		if e.Service.IsAWS() {
			q.Service = e.Service.Key
		}
	}
	return q
}

// ask asks; what is undecided is not checked.
func (p *proof) ask(id string, document *ast.Document, q prove.Question) prove.Answer {
	answer, err := prove.Ask(document, q)
	switch {
	case err != nil:
		p.missing(id, p.target, err.Error())
	case answer.Verdict == prove.Undecided:
		p.missing(id, p.target, "it could not be decided: "+answer.Reason)
	}
	return answer
}

// add records what a counterexample shows, at the statement that lets it through.
func (p *proof) add(id string, answer prove.Answer, severity rule.Severity, format string, args ...any) {
	known, _ := lint.Lookup(id)
	f := rule.Finding{
		Rule: id, Severity: cmp.Or(severity, known.Severity), Target: p.target, At: p.at, Attribute: p.at.String(),
		Summary: known.Title, Detail: strings.TrimSpace(fmt.Sprintf(format, args...)), Fix: known.Fix, Source: known.Source,
	}
	if i := answer.AllowedBy; i >= 0 && i < len(p.document.Statements) && !answer.ByReference {
		statement := p.document.Statements[i]
		if f.Line, f.Column = statement.Line, statement.Column; p.quotes && statement.Written() {
			f.Detail += " " + quote(p.text, statement.At)
		}
		f.Related = leaks(id, statement, p.document)
	}
	if f.Severity == rule.Info {
		f.Reminder = true
	}
	p.findings = append(p.findings, f)
}

// longestQuote bounds what is quoted of a statement, in characters.
const longestQuote = 100

// quote names the place of a statement and quotes how it begins. Policies are often written
// over many lines, of which the first one would be a brace.
func quote(text string, at ast.At) string {
	begin := []rune(strings.Join(strings.Fields(text[at.Offset:min(len(text), at.Offset+8*longestQuote)]), " "))
	if len(begin) > longestQuote {
		begin = append(begin[:longestQuote], '…')
	}
	return fmt.Sprintf("Line %d, %s: %s", at.Line, at.Path, strings.ToValidUTF8(string(begin), ""))
}

// against is the severity of what contradicts something stated, else a warning.
func against(stated bool) rule.Severity {
	if stated {
		return rule.Error
	}
	return rule.Warning
}

// with is the question of a kind with what all questions share.
func (p *proof) with(kind prove.Kind) prove.Question {
	q := p.base
	q.Kind = kind
	return q
}

func trustedOf(t plan.Trusted) prove.Trusted {
	return prove.Trusted{Organizations: t.Organizations, Accounts: t.Accounts, Paths: t.Paths, Members: t.Members}
}
