package prove_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/certificate"
)

// outside says whether nobody trusted is shown.
func outside(t prove.Trusted, accounts, organizations, paths []string) bool {
	trusted := slices.Clone(t.Accounts)
	for _, id := range t.Organizations {
		trusted = append(trusted, t.Members[id]...)
	}
	for _, a := range accounts {
		if slices.Contains(trusted, a) {
			return false
		}
	}
	for _, o := range organizations {
		if slices.Contains(t.Organizations, o) {
			return false
		}
	}
	for _, p := range paths {
		if slices.ContainsFunc(t.Paths, func(below string) bool { return strings.HasPrefix(p, below) }) {
			return false
		}
	}
	return true
}

// violates says whether a request is a counterexample to "proved".
func violates(q prove.Question, d, ref *eval.Policy, r eval.Request) bool {
	decide := func(p *eval.Policy) bool {
		decision, err := p.Decide(r)
		return err == nil && decision == eval.Allowed
	}
	caller, _ := match.NewCaller(r.Principal)
	switch q.Kind {
	case prove.PrincipalOutside:
		if q.AllowServices && caller.Kind == match.ServicePrincipal {
			return false
		}
		return outside(q.Trusted, []string{caller.Account}, r.Context["aws:PrincipalOrgID"], r.Context["aws:PrincipalOrgPaths"]) && decide(d)
	case prove.ResourceOutside:
		return r.Resource != "*" && !match.Resources(q.Resources, false, match.Semantics{}).Match(r.Resource, match.Context{}) &&
			outside(q.Trusted, r.Context["aws:ResourceAccount"], r.Context["aws:ResourceOrgID"], r.Context["aws:ResourceOrgPaths"]) && decide(d)
	case prove.AnonymousAccess:
		return caller.Kind == match.Anonymous && decide(d)
	case prove.NothingAllowed:
		return decide(d)
	case prove.NoNewAccess:
		return decide(d) && !decide(ref)
	case prove.LostAccess:
		return decide(ref) && !decide(d)
	case prove.Equivalent:
		return decide(d) != decide(ref)
	case prove.AccessNotGranted:
		return inAccess(q, r, caller) && decide(d)
	case prove.MustAllow:
		return inAccess(q, r, caller) && !decide(d)
	case prove.DeadStatements:
	}
	return false
}

func inAccess(q prove.Question, r eval.Request, caller match.Caller) bool {
	x := q.Access["x"]
	if len(x.Actions) > 0 && !match.Actions(x.Actions, match.Semantics{}).Match(r.Action) ||
		len(x.Resources) > 0 && !match.Resources(x.Resources, false, match.Semantics{}).Match(r.Resource, match.Context{}) {
		return false
	}
	for key, patterns := range x.Context {
		one := r.Context[key]
		if len(one) != 1 || !slices.ContainsFunc(patterns, func(p string) bool {
			return p == one[0] || strings.HasSuffix(p, "*") && strings.HasPrefix(one[0], strings.TrimSuffix(p, "*"))
		}) {
			return false
		}
	}
	if len(x.Principals) == 0 {
		return true
	}
	return slices.ContainsFunc(x.Principals, func(p string) bool {
		switch p {
		case "trusted":
			return !outside(q.Trusted, []string{caller.Account}, r.Context["aws:PrincipalOrgID"], r.Context["aws:PrincipalOrgPaths"])
		case "anonymous":
			return caller.Kind == match.Anonymous
		case accountA:
			return caller.Account == accountA
		case "ec2.amazonaws.com":
			return r.Principal == p
		}
		own, _ := match.NewCaller(p)
		return r.Principal == p || caller.Kind == match.RoleSession && caller.Account == own.Account && caller.Name == own.Name
	})
}

// requestsPerCase is how many requests are held against one proof.
const requestsPerCase = 80

// questionsPerPair is how many questions are asked about one pair of policies.
const questionsPerPair = 4

// tally counts the cases, which are a pair of policies and a question each, by verdict.
type tally struct{ proved, counterexample, undecided atomic.Int64 }

func (c *tally) count(v prove.Verdict) {
	switch v {
	case prove.Proved:
		c.proved.Add(1)
	case prove.Counterexample:
		c.counterexample.Add(1)
	case prove.Undecided:
		c.undecided.Add(1)
	}
}

// Whatever is proved holds for every request that is tried, under every reading; whatever
// is shown is confirmed by the evaluator, or the answer would name a bug; and every proof
// passes the checker.
func TestProverAgreesWithTryingRequests(t *testing.T) {
	t.Parallel()
	var all tally
	rapid.Check(t, func(t *rapid.T) { checkPair(t, &all) })
	t.Logf("proved %d, counterexample %d, undecided %d", all.proved.Load(), all.counterexample.Load(), all.undecided.Load())
}

func checkPair(t *rapid.T, all *tally) {
	names := slices.Sorted(maps.Keys(worldKeys()))
	keys := []string{draw(t, "first key", names...), draw(t, "second key", names...), draw(t, "third key", names...)}
	slices.Sort(keys)
	keys = slices.Compact(keys)
	texts := []string{drawPolicy(t, keys), drawPolicy(t, keys)}
	var documents []*ast.Document
	for _, text := range texts {
		d := parse.Parse(text).Document
		if d == nil {
			t.Skip("not a policy")
		}
		documents = append(documents, d)
	}
	for range questionsPerPair {
		checkCase(t, all, keys, texts, documents)
	}
}

func checkCase(t *rapid.T, all *tally, keys, texts []string, documents []*ast.Document) {
	q := drawQuestion(t, documents[1])
	answer, err := prove.Certify(documents[0], q)
	if err != nil {
		t.Skip("not a question")
	}
	all.count(answer.Verdict)
	about := fmt.Sprintf("\n%s\n%s\n%+v\n", texts[0], texts[1], q)
	if strings.Contains(answer.Reason, "bug") {
		t.Fatalf("%s%s", answer.Reason, about)
	}
	if answer.Verdict == prove.Undecided && !strings.Contains(answer.Reason, "variable") && !strings.Contains(answer.Reason, "several ways at once") && !strings.Contains(answer.Reason, "more rules") {
		t.Fatalf("undecided: %s%s", answer.Reason, about)
	}
	if answer.Verdict != prove.Proved {
		return
	}
	for _, c := range answer.Certificates {
		if err := certificate.Check(c.Problem, c.Proof); err != nil {
			t.Fatalf("certificate %q: %v%s", c.Claim, err, about)
		}
	}
	used := slices.Clone(keys)
	for key := range worldKeys() {
		if strings.Contains(texts[0]+texts[1], "${"+key) {
			used = append(used, key)
		}
	}
	used = append(used, "aws:PrincipalOrgID", "aws:ResourceOrgID", "aws:ResourceAccount", "aws:SecureTransport", "aws:PrincipalTag/t")
	slices.Sort(used)
	w := world{keys: slices.Compact(used)}
	semantics := match.Semantics{}
	if flip := rapid.IntRange(0, len(match.Switches())).Draw(t, "flip"); flip > 0 {
		semantics = match.Switches()[flip-1].Flip(semantics)
	}
	d, err := eval.Compile(documents[0], semantics)
	if err != nil {
		t.Fatal(err)
	}
	ref, err := eval.Compile(documents[1], semantics)
	if err != nil {
		t.Fatal(err)
	}
	endpoints := q.Endpoints
	if endpoints == nil {
		endpoints = []match.Endpoint{match.Interface, match.Gateway}
	}
	seed := rapid.Uint64().Draw(t, "seed")
	next := func(n int) int {
		seed = seed*6364136223846793005 + 1442695040888963407
		return int((seed >> 33) % uint64(n))
	}
	for range requestsPerCase {
		r, ok := w.request(next, endpoints[next(len(endpoints))])
		caller, _ := match.NewCaller(r.Principal)
		if ok && keepsMembers(r, caller, q.Trusted.Members) && violates(q, d, ref, r) {
			t.Fatalf("proved, but %+v%sreading %+v", r, about, semantics)
		}
	}
}
