package compose

import (
	"fmt"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
)

// Verdict is what was proved about one question.
type Verdict struct {
	// Kind is the question.
	Kind prove.Kind
	// Answer is that of the whole document.
	Answer prove.Answer
	// Besides is the answer apart from what anybody may do with resources of AWS, which Freely
	// lists; nil where the document allows no such thing, or the question is not about callers.
	Besides *prove.Answer
	Freely  []string
	// Tokens says the same of roles that are taken with a token, without any signature.
	Tokens bool
}

// Final is the answer to be shown. That anybody may reach certain resources of AWS was asked
// for, so it does not count as somebody from outside; that such requests may be unsigned is
// the very thing asked about, and is told.
func (v Verdict) Final() prove.Answer {
	if v.Besides == nil {
		return v.Answer
	}
	var apart []string
	if len(v.Freely) > 0 {
		apart = append(apart, listed(v.Freely)+", which AWS owns and anybody may reach")
	}
	if v.Tokens {
		apart = append(apart, strings.Join(vocabulary.WithoutCaller(), " and ")+", which are called without a signature")
	}
	rest := "Apart from " + strings.Join(apart, ", and from ") + ": " + v.Besides.Explanation
	if v.Kind == prove.PrincipalOutside {
		answer := *v.Besides
		answer.Explanation = rest
		return answer
	}
	answer := v.Answer
	if v.Besides.Verdict == prove.Proved {
		reached := "resources of AWS"
		if v.Tokens {
			reached = "what is meant for them"
		}
		answer.Explanation = "Unsigned requests pass, and reach nothing but " + reached + ". " + rest
	}
	return answer
}

// mostListed is how many patterns a sentence names.
const mostListed = 3

func listed(patterns []string) string {
	if more := len(patterns) - mostListed; more > 0 {
		return fmt.Sprintf("%s and %d more", strings.Join(patterns[:mostListed], ", "), more)
	}
	return strings.Join(patterns, ", ")
}

// questions are the kinds that apply.
func (c *composer) questions() []prove.Kind {
	var kinds []prove.Kind
	if c.trusting() {
		kinds = append(kinds, prove.PrincipalOutside)
		if !c.everything {
			kinds = append(kinds, prove.ResourceOutside)
		}
	}
	kinds = append(kinds, prove.AnonymousAccess, prove.NothingAllowed)
	if len(c.required) > 0 {
		kinds = append(kinds, prove.MustAllow)
	}
	return append(kinds, prove.DeadStatements)
}

// verdicts asks the questions.
func (c *composer) verdicts(d *ast.Document) ([]Verdict, error) {
	var out []Verdict
	for _, kind := range c.questions() {
		v := Verdict{Kind: kind}
		var err error
		if kind == prove.DeadStatements && len(c.Sources) == 0 {
			v.Answer = c.undead
		} else if v.Answer, err = c.ask(d, kind); err != nil {
			return nil, err
		}
		if (len(c.freely) > 0 || c.tokens) && c.trusting() && (kind == prove.PrincipalOutside || kind == prove.AnonymousAccess) && v.Answer.Verdict == prove.Counterexample {
			besides, err := c.ask(c.denyingFreely(d), kind)
			if err != nil {
				return nil, err
			}
			v.Besides, v.Tokens = &besides, c.tokens
			for _, r := range c.freely {
				v.Freely = sorted(append(v.Freely, r.resources...))
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// ask puts a question for the endpoint of each service, of which each sees its own actions
// only, and returns the answer that is worst.
func (c *composer) ask(d *ast.Document, kind prove.Kind) (prove.Answer, error) {
	q := prove.Question{
		Kind: kind, Endpoints: c.Endpoints, Trusted: c.Trusted, Resources: sorted(c.exempt), AllowServices: c.AllowServices,
		Access: c.required, Partition: c.Partition, Vocabulary: c.words,
	}
	if kind == prove.ResourceOutside {
		q.Trusted.Accounts = sorted(append(slices.Clone(q.Trusted.Accounts), c.alsoOwners...))
	}
	if kind == prove.DeadStatements || kind == prove.MustAllow {
		// These are about the document, whichever endpoint makes use of a statement.
		if len(c.Services) == 1 {
			q.Service = c.Services[0].Key
		}
		return prove.Ask(d, q)
	}
	var worst prove.Answer
	for i, s := range c.endpoints() {
		q.Service = s.Key
		answer, err := prove.Ask(d, q)
		if err != nil {
			return answer, err
		}
		switch {
		case i == 0 || rank(kind, answer.Verdict) > rank(kind, worst.Verdict):
			before := worst
			worst = answer
			if i > 0 && answer.Verdict != prove.Proved {
				worst.Explanation = "At the endpoint of " + s.Key + ": " + answer.Explanation
			}
			worst.Assumptions = union(before, answer)
		case answer.Verdict == prove.Proved:
			all := union(worst, answer)
			if len(all) > max(len(worst.Assumptions), len(answer.Assumptions)) {
				worst.Explanation += " At the endpoint of " + s.Key + ": " + answer.Explanation
			} else if len(all) > len(worst.Assumptions) {
				worst.Explanation = answer.Explanation
			}
			worst.Assumptions = all
		}
	}
	return worst, nil
}

// endpoints are the services, one of those with the same actions.
func (c *composer) endpoints() []Service {
	var out []Service
	for _, s := range c.Services {
		if !slices.ContainsFunc(out, func(o Service) bool { return slices.Equal(o.Prefixes, s.Prefixes) }) {
			out = append(out, s)
		}
	}
	return out
}

// rank orders verdicts, the worst last. That nothing is allowed is the one thing that should
// not be proved.
func rank(kind prove.Kind, v prove.Verdict) int {
	order := []prove.Verdict{prove.Proved, prove.Undecided, prove.Counterexample}
	if kind == prove.NothingAllowed {
		slices.Reverse(order)
	}
	return slices.Index(order, v)
}

// union are the assumptions of the proofs among both, in the order of all facts.
func union(a, b prove.Answer) []string {
	if a.Verdict != b.Verdict {
		return b.Assumptions
	}
	var out []string
	for _, f := range prove.Facts() {
		if slices.Contains(a.Assumptions, f.Name) || slices.Contains(b.Assumptions, f.Name) {
			out = append(out, f.Name)
		}
	}
	return out
}

// denyingFreely is the document without what anybody may do with resources of AWS.
func (c *composer) denyingFreely(d *ast.Document) *ast.Document {
	more := *d
	more.Statements = slices.Clip(d.Statements)
	if c.tokens {
		more.Statements = append(more.Statements, &ast.Statement{
			Effect: ast.Deny, Principal: &ast.Everyone{}, Action: texts(vocabulary.WithoutCaller()), Resource: texts([]string{everything}),
		})
	}
	for _, r := range c.freely {
		more.Statements = append(more.Statements, &ast.Statement{
			Effect: ast.Deny, Principal: &ast.Everyone{}, Action: texts(r.actions), Resource: texts(r.resources),
		})
	}
	return &more
}

// alive leaves out statements that the prover knows to make no difference: those that only
// the facts about organizations make superfluous.
func (c *composer) alive(drafts []draft) ([]draft, error) {
	for {
		d := &ast.Document{Version: &ast.String{Value: ast.Version2012}}
		for _, s := range drafts {
			d.Statements = append(d.Statements, s.statement)
		}
		answer, err := c.ask(d, prove.DeadStatements)
		if err != nil {
			return nil, err
		}
		if len(answer.Dead) == 0 || len(drafts) == 1 {
			c.undead = answer
			return drafts, nil
		}
		last := answer.Dead[len(answer.Dead)-1].Statement
		drafts = slices.Delete(slices.Clone(drafts), last, last+1)
	}
}
