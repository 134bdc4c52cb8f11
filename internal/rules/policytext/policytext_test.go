package policytext_test

import (
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/policytext"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// read judges a policy of a resource within a rule, and gives what the rule was kept from.
func read(t *testing.T, policy plan.Text) (*policytext.Policy, []rule.NotChecked) {
	t.Helper()
	var p *policytext.Policy
	_, notChecked := rule.Judge(&rule.Rule{ID: "X", Check: func(c *rule.Case) { p = policytext.OfResource(c, "data", policy) }}, &plan.Plan{})
	return p, notChecked
}

func TestRead(t *testing.T) {
	t.Parallel()
	const statement = `{"Effect":"Allow","Principal":"*","Action":"*"}`
	for name, test := range map[string]struct {
		policy plan.Text
		usable bool
		reason string
	}{
		"absent":          {},
		"unknown":         {policy: maybe.Unknown[string](), reason: "the policy is not known yet"},
		"no resource":     {policy: maybe.Of(`{"Version":"2012-10-17","Statement":` + statement + `}`), usable: true},
		"no JSON":         {policy: maybe.Of("{"), reason: "the policy cannot be read: line 1"},
		"a list":          {policy: maybe.Of("[]"), reason: "the policy cannot be read: line 1"},
		"no statement":    {policy: maybe.Of(`{"Version":"2012-10-17"}`), reason: "has no Statement"},
		"far too long":    {policy: maybe.Of(strings.Repeat(" ", 2<<20)), reason: "was not read"},
		"no such version": {policy: maybe.Of(`{"Version":"2020-01-01","Statement":` + statement + `}`), reason: "no version"},
	} {
		p, notChecked := read(t, test.policy)
		if (p != nil) != test.usable {
			t.Errorf("%s: usable is %v", name, p != nil)
		}
		switch {
		case test.reason == "" && len(notChecked) > 0:
			t.Errorf("%s: %v", name, notChecked)
		case test.reason != "" && (len(notChecked) != 1 || !strings.Contains(notChecked[0].Reason, test.reason)):
			t.Errorf("%s: %v, want %q", name, notChecked, test.reason)
		}
	}
}

func TestOwnPolicyNeedsResource(t *testing.T) {
	t.Parallel()
	e := &plan.Endpoint{Key: "s3", Policy: maybe.Of(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*"}}`)}
	_, notChecked := rule.Judge(&rule.Rule{ID: "X", Check: func(c *rule.Case) {
		if policytext.Of(c, e) != nil {
			t.Error("the policy is read")
		}
	}}, &plan.Plan{})
	if len(notChecked) != 1 || notChecked[0].Target != "s3" {
		t.Errorf("not checked: %v", notChecked)
	}
}

func TestQuote(t *testing.T) {
	t.Parallel()
	p, _ := read(t, maybe.Of("{\"Version\":\"2012-10-17\",\n\t\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"*\"}}"))
	if got, want := p.Quote(p.Document.Statements[0].At), `Line 2: "Statement":{"Effect":"Allow","Principal":"*","Action":"*"}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	long, _ := read(t, maybe.Of(`{"Version":"2012-10-17","Statement":{"Sid":"`+strings.Repeat("ä", 200)+`","Effect":"Allow","Principal":"*","Action":"*"}}`))
	got := long.Quote(long.Document.Statements[0].EffectAt)
	if want := `Line 1: …äääääääää","Effect":"Allow","Principal":"*","Action":"*"}}`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	for _, at := range []ast.At{{}, {Line: 9, Column: 9}, {Line: 1, Column: 9999}} {
		if got := long.Quote(at); !strings.HasPrefix(got, "Line ") {
			t.Errorf("%v is quoted as %s", at, got)
		}
	}
}

func TestJudge(t *testing.T) {
	t.Parallel()
	facts := policytext.Direct()
	facts["aws:sourceip"] = policytext.Absent()
	facts["aws:sourcevpc"] = policytext.Exactly("vpc-1")
	facts["aws:sourcevpce"] = policytext.Some("vpce-9", "the id is not given", true)
	sometimes := policytext.Exactly("111111111111")
	sometimes.Maybe = true
	facts["aws:resourceaccount"] = sometimes
	for condition, want := range map[string]policytext.Outcome{
		`"IpAddress":{"aws:SourceIp":"203.0.113.7"}`:                      policytext.Fails,
		`"NotIpAddress":{"AWS:SOURCEIP":"203.0.113.7"}`:                   policytext.Holds,
		`"IpAddressIfExists":{"aws:SourceIp":"203.0.113.7"}`:              policytext.Holds,
		`"StringEquals":{"aws:SourceVpc":["vpc-1","vpc-2"]}`:              policytext.Holds,
		`"StringEquals":{"aws:SourceVpc":"vpc-2"}`:                        policytext.Fails,
		`"StringEquals":{"aws:SourceVpc":"${aws:PrincipalTag/vpc}"}`:      policytext.Varies,
		`"StringEquals":{"aws:SourceVpce":"vpce-1"}`:                      policytext.Unsettled,
		`"StringLike":{"aws:SourceVpce":"vpce-*"}`:                        policytext.Holds,
		`"Null":{"aws:SourceVpce":"true"}`:                                policytext.Fails,
		`"Bool":{"aws:ViaAWSService":"false"}`:                            policytext.Holds,
		`"StringEquals":{"aws:SourceArn":"arn:aws:s3:::data"}`:            policytext.Fails,
		`"StringEquals":{"aws:PrincipalOrgID":"o-aaaabbbbcc"}`:            policytext.Varies,
		`"StringsEqual":{"aws:SourceVpc":"vpc-2"}`:                        policytext.Varies,
		`"NullIfExists":{"aws:SourceVpc":"true"}`:                         policytext.Varies,
		`"StringEquals":{"aws:ResourceAccount":"111111111111"}`:           policytext.Varies,
		`"StringEquals":{"aws:ResourceAccount":"222222222222"}`:           policytext.Fails,
		`"StringEqualsIfExists":{"aws:ResourceAccount":"111111111111"}`:   policytext.Holds,
		`"StringNotEqualsIfExists":{"aws:ResourceAccount":"11111111111"}`: policytext.Holds,
	} {
		p, _ := read(t, maybe.Of(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Condition":{`+condition+`}}}`))
		tests := p.Tests(p.Document.Statements[0])
		if len(tests) != 1 {
			t.Fatalf("%s: %d tests", condition, len(tests))
		}
		if got := facts.Judge(tests[0]); got != want {
			t.Errorf("%s: got %d, want %d", condition, got, want)
		}
		if reason, later := facts.Missing(tests[0]); want == policytext.Unsettled && (reason == "" || !later) {
			t.Errorf("%s: %q, %v", condition, reason, later)
		}
	}
}

func TestSame(t *testing.T) {
	t.Parallel()
	p, _ := read(t, maybe.Of(`{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"*","Condition":{
		"StringEquals":{"aws:SourceVpc":"vpc-1"},"StringLike":{"aws:SourceVpc":"vpc-1","AWS:SourceVPC":["vpc-1"],"aws:SourceVpce":"vpc-1"}}}}`))
	tests := p.Tests(p.Document.Statements[0])
	if tests[0].Same(tests[1]) || !tests[1].Same(tests[2]) || tests[1].Same(tests[3]) {
		t.Error("tests are taken for others")
	}
	if len(p.Tests(&ast.Statement{})) != 0 {
		t.Error("a statement without condition has tests")
	}
}
