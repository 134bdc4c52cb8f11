package prove_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/prove/certificate"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/symbolic"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/vocabulary"
)

var _ prove.Vocabulary = (*vocabulary.Vocabulary)(nil)

func allow(condition object) object {
	s := object{"Effect": "Allow", "Action": "*", "Resource": "*"}
	if condition != nil {
		s["Condition"] = condition
	}
	return s
}

func with(s object, changes object) object {
	maps.Copy(s, changes)
	return s
}

// scenario is a question with the answer it must have.
type scenario struct {
	policy   []object
	question prove.Question
	want     prove.Verdict
	// says are parts of the explanation.
	says []string
}

func scenarios() map[string]scenario {
	ours := prove.Trusted{Organizations: []string{corp}}
	account := prove.Trusted{Accounts: []string{accountA}}
	text := func(operator, key string, values ...string) object { return object{operator: object{key: values}} }
	outsiders := func(t prove.Trusted) prove.Question { return prove.Question{Kind: prove.PrincipalOutside, Trusted: t} }
	foreign := func(t prove.Trusted) prove.Question { return prove.Question{Kind: prove.ResourceOutside, Trusted: t} }
	return map[string]scenario{
		"full access lets strangers in": {
			[]object{allow(nil)},
			outsiders(ours), prove.Counterexample,
			[]string{"The policy lets the role example of account 999988887777 call s3:PutObject on arn:aws:s3:::amzn-s3-demo-bucket/example.", "Statement 1 allows it.", "aws:PrincipalOrgID"},
		},
		"full access reaches strangers": {[]object{allow(nil)}, foreign(ours), prove.Counterexample, []string{"Add a condition on aws:ResourceOrgID to statement 1"}},
		"our organization":              {[]object{allow(byCorp())}, outsiders(ours), prove.Proved, nil},
		"its resources":                 {[]object{allow(byCorp())}, foreign(ours), prove.Proved, []string{"organization " + corp}},
		"an organization of two": {
			[]object{allow(text("StringEquals", "aws:PrincipalOrgID", corp, orgB))}, outsiders(ours), prove.Counterexample, []string{orgB},
		},
		"IfExists lets in who shows no organization": {
			[]object{allow(text("StringEqualsIfExists", "aws:PrincipalOrgID", corp))}, outsiders(ours), prove.Counterexample, nil,
		},
		"IfExists lets unsigned requests in": {
			[]object{allow(text("StringEqualsIfExists", "aws:PrincipalOrgID", corp))},
			prove.Question{Kind: prove.AnonymousAccess},
			prove.Counterexample,
			[]string{"anybody, without a signature,"},
		},
		"a wildcard after an id matches longer ids": {
			[]object{allow(text("StringLike", "aws:PrincipalOrgID", corp+"*"))}, outsiders(ours), prove.Counterexample, nil,
		},
		"a key compared with itself is no guard": {
			[]object{allow(text("StringEquals", "aws:PrincipalOrgID", "${aws:PrincipalOrgID}"))}, outsiders(ours), prove.Counterexample, nil,
		},
		"a key compared with itself keeps unsigned requests out": {
			[]object{allow(text("StringEquals", "aws:PrincipalOrgID", "${aws:PrincipalOrgID}"))}, prove.Question{Kind: prove.AnonymousAccess}, prove.Proved, nil,
		},
		"a Deny of foreign callers": {
			[]object{allow(nil), with(allow(text("StringNotEquals", "aws:PrincipalOrgID", corp)), object{"Effect": "Deny"})}, outsiders(ours), prove.Proved, nil,
		},
		"a Deny with the positive operator denies the wrong ones": {
			[]object{allow(nil), with(allow(text("StringEquals", "aws:PrincipalOrgID", corp)), object{"Effect": "Deny"})}, outsiders(ours), prove.Counterexample, nil,
		},
		"our organization by its paths": {
			[]object{allow(text("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", corp+"/*"))}, outsiders(ours), prove.Proved, []string{"organization_paths"},
		},
		"all values of a missing key": {
			[]object{allow(text("ForAllValues:StringLike", "aws:PrincipalOrgPaths", corp+"/*"))}, outsiders(ours), prove.Counterexample, nil,
		},
		"a trusted path": {
			[]object{allow(text("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", corp+"/r-ab12/ou-ab12-1/*"))},
			outsiders(prove.Trusted{Paths: []string{corp + "/r-ab12/"}}), prove.Proved, nil,
		},
		"an organization whose accounts are known": {
			[]object{allow(text("StringEquals", "aws:PrincipalAccount", accountA))},
			outsiders(prove.Trusted{Organizations: []string{corp}, Members: map[string][]string{corp: {accountA, accountB}}}), prove.Proved, nil,
		},
		"an account that is not known to be in the organization": {
			[]object{allow(text("StringEquals", "aws:PrincipalAccount", accountA))}, outsiders(ours), prove.Counterexample, []string{accountA},
		},
		"roles of our account": {
			[]object{allow(text("ArnLike", "aws:PrincipalArn", "arn:aws:iam::"+accountA+":role/app-*"))}, outsiders(account), prove.Proved, []string{"principal_arn"},
		},
		"a role of any account": {
			[]object{allow(text("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/app"))}, outsiders(account), prove.Counterexample, []string{"the role app of account 999988887777"},
		},
		"StringLike on an ARN lets * cross colons": {
			[]object{allow(text("StringLike", "aws:PrincipalArn", "arn:aws:iam::*"+accountA+"*"))}, outsiders(account), prove.Counterexample, nil,
		},
		"an account as principal": {
			[]object{with(allow(nil), object{"Principal": object{"AWS": accountA}})}, outsiders(account), prove.Proved, nil,
		},
		"an account as principal of a gateway endpoint lets its roles do nothing": {
			[]object{with(allow(nil), object{"Principal": object{"AWS": accountA}})},
			prove.Question{Kind: prove.MustAllow, Access: map[string]prove.Access{"app": {Principals: []string{"arn:aws:iam::" + accountA + ":role/app"}}}},
			prove.Counterexample,
			[]string{"does not let the role app", "This holds on gateway endpoints."},
		},
		"and on interface endpoints it does": {
			[]object{with(allow(nil), object{"Principal": object{"AWS": accountA}})},
			prove.Question{Kind: prove.MustAllow, Endpoints: []match.Endpoint{match.Interface}, Access: map[string]prove.Access{"app": {Principals: []string{"arn:aws:iam::" + accountA + ":role/app"}}}},
			prove.Proved, nil,
		},
		"a Deny of another partition": {
			[]object{allow(text("Null", "aws:PrincipalOrgID", "false")), with(allow(text("ArnLike", "aws:PrincipalArn", "arn:aws-cn:iam::*:*")), object{"Effect": "Deny"})},
			prove.Question{Kind: prove.NothingAllowed},
			prove.Counterexample, nil,
		},
		"a Deny of the only partition": {
			[]object{allow(text("Null", "aws:PrincipalOrgID", "false")), with(allow(text("ArnLike", "aws:PrincipalArn", "arn:aws-cn:*::*:*")), object{"Effect": "Deny"})},
			prove.Question{Kind: prove.NothingAllowed, Partition: "aws-cn"},
			prove.Proved,
			[]string{"partition"},
		},
		"everybody else": {
			[]object{with(allow(nil), object{"Principal": nil, "NotPrincipal": object{"AWS": accountA}})}, outsiders(account), prove.Counterexample, nil,
		},
		"AWS services are outside": {
			[]object{allow(object{"Bool": object{"aws:PrincipalIsAWSService": "true"}})}, outsiders(ours), prove.Counterexample, []string{"the AWS service ec2.amazonaws.com", "aws:PrincipalIsAWSService"},
		},
		"unless they are allowed": {
			[]object{allow(object{"Bool": object{"aws:PrincipalIsAWSService": "true"}})},
			prove.Question{Kind: prove.PrincipalOutside, Trusted: ours, AllowServices: true},
			prove.Proved, nil,
		},
		"the caller's own account": {
			[]object{allow(object{"StringEquals": object{"aws:ResourceAccount": "${aws:PrincipalAccount}", "aws:PrincipalAccount": accountA}})}, foreign(account), prove.Proved, nil,
		},
		"the caller's own account, whoever calls": {
			[]object{allow(text("StringEquals", "aws:ResourceAccount", "${aws:PrincipalAccount}"))}, foreign(account), prove.Counterexample, nil,
		},
		"the caller's own organization, by account": {
			[]object{allow(object{"StringEquals": object{"aws:ResourceAccount": "${aws:PrincipalAccount}", "aws:PrincipalOrgID": corp}})},
			foreign(ours), prove.Proved,
			[]string{"same_account"},
		},
		"a caller of another partition": {
			[]object{allow(object{"ArnLike": object{"aws:PrincipalArn": "arn:aws:iam::111111111111:role/x"}})},
			prove.Question{Kind: prove.NothingAllowed, Partition: "aws-us-gov"},
			prove.Proved,
			[]string{"partition", "principal_arn"},
		},
		"the account that S3 names as the owner": {
			[]object{allow(object{"StringEquals": object{"s3:ResourceAccount": accountA, "aws:PrincipalAccount": accountA}})},
			foreign(account), prove.Proved,
			[]string{"resource_account"},
		},
		"a variable in a version that has none": {
			[]object{allow(text("StringEquals", "aws:ResourceAccount", "${aws:PrincipalAccount}"))}, prove.Question{Kind: prove.NothingAllowed}, prove.Proved, []string{"value_formats"},
		},
		"a variable that unsigned requests do not have": {
			[]object{with(allow(nil), object{"Resource": "arn:aws:s3:::home/${aws:username}/*"})}, prove.Question{Kind: prove.AnonymousAccess}, prove.Proved, nil,
		},
		"some value of a missing key, with a variable": {
			[]object{allow(text("ForAnyValue:StringNotEquals", "aws:PrincipalTag/t", "${aws:ResourceTag/t}"))}, prove.Question{Kind: prove.AnonymousAccess}, prove.Proved, nil,
		},
		"no value and the empty value are different lists": {
			[]object{allow(object{
				"ForAllValues:StringEqualsIfExists": object{"aws:PrincipalTag/t": []string{""}},
				"StringEquals":                      object{"aws:PrincipalTag/t": []string{}},
			})}, prove.Question{Kind: prove.NothingAllowed}, prove.Proved, nil,
		},
		"a canonical user": {
			[]object{with(allow(nil), object{"Principal": object{"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"}})},
			prove.Question{Kind: prove.NothingAllowed},
			prove.Counterexample, nil,
		},
		"an organization compared with a tag, and with ours": {
			[]object{allow(object{"StringEquals": object{"aws:PrincipalOrgID": "${aws:PrincipalTag/org}"}}), with(allow(text("StringNotEquals", "aws:PrincipalOrgID", corp)), object{"Effect": "Deny"})},
			outsiders(ours), prove.Proved, nil,
		},
		"an organization compared with a tag only": {
			[]object{allow(text("StringEquals", "aws:PrincipalOrgID", "${aws:PrincipalTag/org}"))}, outsiders(ours), prove.Counterexample, []string{"aws:PrincipalTag/org"},
		},
		"a path where an organization belongs matches none": {
			[]object{
				allow(text("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", corp+"/*")),
				with(allow(text("StringLike", "aws:PrincipalOrgID", corp+"/*")), object{"Effect": "Deny"}),
			},
			prove.Question{Kind: prove.NothingAllowed},
			prove.Counterexample,
			[]string{corp},
		},
		"an ARN where an account belongs matches none": {
			[]object{
				with(allow(nil), object{"Resource": "arn:aws:sqs:us-east-1:" + accountA + ":q:x"}),
				with(allow(text("StringEquals", "aws:ResourceAccount", accountA+":q")), object{"Effect": "Deny"}),
			},
			prove.Question{Kind: prove.NothingAllowed},
			prove.Counterexample,
			[]string{accountA},
		},
		"a unit whose name begins alike": {
			[]object{allow(text("ForAnyValue:StringLike", "aws:PrincipalOrgPaths", corp+"/r-ab12/ou-ab12-11/*"))},
			outsiders(prove.Trusted{Paths: []string{corp + "/r-ab12/ou-ab12-1"}}), prove.Counterexample, nil,
		},
		"a key that may be a list for all we know": {
			[]object{allow(nil), with(allow(text("StringLike", "app:x", "*")), object{"Effect": "Deny"}), with(allow(text("Null", "app:x", "true")), object{"Effect": "Deny"})},
			prove.Question{Kind: prove.NothingAllowed},
			prove.Proved,
			[]string{"single_values"},
		},
		"and if it is one": {
			[]object{allow(nil), with(allow(text("StringLike", "app:x", "*")), object{"Effect": "Deny"}), with(allow(text("Null", "app:x", "true")), object{"Effect": "Deny"})},
			prove.Question{Kind: prove.NothingAllowed, Assumptions: map[string]bool{"single_values": false}},
			prove.Counterexample,
			[]string{" and "},
		},
		"a variable as a folder": {
			[]object{with(allow(nil), object{"Resource": "arn:aws:s3:::home/${aws:username}/*"})},
			prove.Question{Kind: prove.ResourceOutside, Trusted: ours, Resources: []string{"arn:aws:s3:::home/*"}},
			prove.Proved, nil,
		},
		"and a folder without the variable": {
			[]object{with(allow(nil), object{"Resource": "arn:aws:s3:::${aws:PrincipalTag/bucket}/*"})},
			prove.Question{Kind: prove.ResourceOutside, Trusted: ours, Resources: []string{"arn:aws:s3:::home/*"}},
			prove.Counterexample,
			[]string{"aws:PrincipalTag/bucket"},
		},
		"two keys of one value each are equal": {
			[]object{allow(object{
				"StringEquals": object{"aws:PrincipalAccount": accountA, "aws:ResourceAccount": accountA},
			}), with(allow(text("StringEquals", "aws:ResourceAccount", "${aws:PrincipalAccount}")), object{"Effect": "Deny"})},
			prove.Question{Kind: prove.NothingAllowed},
			prove.Proved, nil,
		},
		"buckets are not owned by their names": {
			[]object{with(allow(nil), object{"Resource": "arn:aws:s3:::corp-*"})}, foreign(ours), prove.Counterexample, []string{"arn:aws:s3:::corp-"},
		},
		"listed buckets": {
			[]object{with(allow(nil), object{"Resource": "arn:aws:s3:::corp-*"})},
			prove.Question{Kind: prove.ResourceOutside, Trusted: ours, Resources: []string{"arn:aws:s3:::corp-*"}},
			prove.Proved, nil,
		},
		"an account in an ARN": {
			[]object{with(allow(nil), object{"Resource": "arn:aws:sqs:us-east-1:" + accountA + ":*"})}, foreign(account), prove.Proved, []string{"resource_account"},
		},
		"a Deny alone allows nothing": {
			[]object{with(allow(nil), object{"Effect": "Deny"})}, prove.Question{Kind: prove.NothingAllowed}, prove.Proved, []string{"lets nothing through"},
		},
		"aws:SourceIp is absent, so nothing passes": {
			[]object{allow(object{"IpAddress": object{"aws:SourceIp": "10.0.0.0/8"}})}, prove.Question{Kind: prove.NothingAllowed}, prove.Proved, []string{"endpoint_keys"},
		},
		"and NotIpAddress denies everything": {
			[]object{allow(nil), with(allow(object{"NotIpAddress": object{"aws:SourceIp": "10.0.0.0/8"}}), object{"Effect": "Deny"})}, prove.Question{Kind: prove.NothingAllowed}, prove.Proved, nil,
		},
		"without that fact something may pass": {
			[]object{allow(object{"IpAddress": object{"aws:SourceIp": "10.0.0.0/8"}})},
			prove.Question{Kind: prove.NothingAllowed, Assumptions: map[string]bool{"endpoint_keys": false}},
			prove.Counterexample,
			[]string{"10.0.0."},
		},
		"layers of images need no caller": {
			[]object{allow(byCorp()), with(allow(nil), object{"Action": "s3:GetObject", "Resource": "arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"})},
			prove.Question{Kind: prove.MustAllow, Access: map[string]prove.Access{"layers": {Actions: []string{"s3:GetObject"}, Resources: []string{"arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"}}}},
			prove.Proved,
			[]string{"layers"},
		},
		"a condition on the caller keeps layers away": {
			[]object{with(allow(text("StringEquals", "aws:PrincipalOrgID", corp)), object{"Action": "s3:GetObject"})},
			prove.Question{Kind: prove.MustAllow, Access: map[string]prove.Access{"layers": {Actions: []string{"s3:GetObject"}, Resources: []string{"arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*"}}}},
			prove.Counterexample,
			[]string{"does not let", "No statement allows it."},
		},
		"what a Deny takes away": {
			[]object{allow(nil), with(allow(text("StringNotEquals", "aws:SourceVpce", "vpce-1")), object{"Effect": "Deny"})},
			prove.Question{Kind: prove.MustAllow, Access: map[string]prove.Access{"all": {}}},
			prove.Counterexample,
			[]string{"Statement 2 denies it."},
		},
		"of a given endpoint nothing": {
			[]object{allow(nil), with(allow(text("StringNotEquals", "aws:SourceVpce", "vpce-1")), object{"Effect": "Deny"})},
			prove.Question{Kind: prove.MustAllow, Access: map[string]prove.Access{"all": {Context: map[string][]string{"aws:SourceVpce": {"vpce-1"}}}}},
			prove.Proved, nil,
		},
		"deletion is not granted": {
			[]object{with(allow(nil), object{"Action": []string{"s3:Get*", "s3:Put*"}})},
			prove.Question{Kind: prove.AccessNotGranted, Access: map[string]prove.Access{"delete": {Actions: []string{"s3:Delete*"}}}},
			prove.Proved, nil,
		},
		"every statement counts": {
			[]object{allow(byCorp()), with(allow(nil), object{"Action": "s3:GetObject"})}, prove.Question{Kind: prove.DeadStatements}, prove.Proved, nil,
		},
		"dead statements": {
			[]object{
				with(allow(nil), object{"Action": "s3:*"}),
				with(allow(nil), object{"Action": "s3:GetObject"}),
				with(allow(nil), object{"Effect": "Deny", "Action": "sqs:*"}),
				with(allow(nil), object{"Action": "sqs:SendMessage"}),
				with(allow(object{"StringEquals": object{"aws:PrincipalTag/a": "x"}, "StringNotEquals": object{"aws:PrincipalTag/a": "x"}}), object{"Action": "sns:*"}),
			},
			prove.Question{Kind: prove.DeadStatements},
			prove.Counterexample,
			[]string{"Without statement 2 the policy lets the same through", "Everything that statement 4 allows is denied by others.", "No request can match statement 5."},
		},
	}
}

func TestScenarios(t *testing.T) {
	t.Parallel()
	for name, c := range scenarios() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := policyText(t, c.policy...)
			if strings.Contains(name, "version") {
				text = strings.Replace(text, "2012-10-17", "2008-10-17", 1)
			}
			d := document(t, text)
			a, err := prove.Certify(d, c.question)
			if err != nil {
				t.Fatal(err)
			}
			if a.Verdict != c.want {
				t.Fatalf("%s: %s", a.Verdict, a.Explanation)
			}
			for _, says := range c.says {
				if !strings.Contains(a.Explanation, says) {
					t.Errorf("%q does not say %q", a.Explanation, says)
				}
			}
			if a.Version != match.Version {
				t.Errorf("version %q", a.Version)
			}
			checkAnswer(t, d, a)
		})
	}
}

// checkAnswer checks certificates, and that a witness is a request that can be.
func checkAnswer(t *testing.T, _ *ast.Document, a prove.Answer) {
	t.Helper()
	for _, c := range a.Certificates {
		if err := certificate.Check(c.Problem, c.Proof); err != nil {
			t.Errorf("certificate %q: %v", c.Claim, err)
		}
	}
	if a.Witness != nil {
		if errs := a.Witness.Validate(); len(errs) > 0 && !strings.Contains(fmt.Sprint(errs), "aws:SourceIp") {
			t.Errorf("the witness %+v cannot be: %v", *a.Witness, errs)
		}
	}
}

func TestReadingsAreNamed(t *testing.T) {
	t.Parallel()
	// Whether * crosses colons decides whether an object key can look like an account.
	policy := document(t, policyText(t, with(allow(nil), object{"Resource": "arn:aws:sqs:*:" + accountA + ":*"})))
	reference := document(t, policyText(t, with(allow(nil), object{"Resource": "arn:*:sqs:*:" + accountA + ":*"})))
	a, err := prove.Ask(reference, prove.Question{Kind: prove.NoNewAccess, Reference: policy})
	if err != nil || a.Verdict != prove.Counterexample || !strings.Contains(a.Reading, "RES-") {
		t.Fatalf("%+v, %v", a, err)
	}
	if !strings.Contains(a.Explanation, "AWS does not document") {
		t.Errorf("%q does not say that this is not documented", a.Explanation)
	}
	result, err := eval.Evaluate(reference, *a.Witness, match.Semantics{})
	if err != nil || result.Decision == eval.Allowed {
		t.Errorf("the witness is one under the standard reading too: %+v", *a.Witness)
	}
}

// For every rule that AWS does not document there is a policy that lets something through
// under the other reading only; it is found, and the reading is named.
func TestEveryRuleIsReadBothWays(t *testing.T) {
	t.Parallel()
	deny := func(condition object) object { return with(allow(condition), object{"Effect": "Deny"}) }
	nothing := prove.Question{Kind: prove.NothingAllowed}
	access := func(kind prove.Kind, x prove.Access) prove.Question {
		return prove.Question{Kind: kind, Access: map[string]prove.Access{"x": x}}
	}
	app := "arn:aws:iam::" + accountA + ":role/app"
	cases := map[string]struct {
		policy   []object
		question prove.Question
	}{
		"ExactServicePrefix": {
			[]object{with(allow(nil), object{"Action": "s3:GetObject"}), with(deny(nil), object{"Action": "s?:GetObject"})}, nothing,
		},
		"LooseARN": {
			[]object{with(allow(nil), object{"Resource": "arn:aws:sqs:*:" + accountA + ":q"})},
			access(prove.AccessNotGranted, prove.Access{Resources: []string{"arn:aws:sqs:us-east-1:" + accountB + ":" + accountA + ":q"}}),
		},
		"WildcardPartition": {
			[]object{with(allow(nil), object{"Resource": "arn:*:s3:::b"}), with(deny(nil), object{"NotResource": "arn:aws:s3:::b", "Resource": nil})}, nothing,
		},
		"NotPrincipalByIdentity": {
			[]object{allow(nil), with(deny(nil), object{"NotPrincipal": object{"AWS": app}})},
			access(prove.MustAllow, prove.Access{Principals: []string{app}}),
		},
		"MalformedNeverMatches": {[]object{allow(nil), deny(object{"NumericNotEquals": object{"app:n": "x"}})}, nothing},
		"UnicodeFold": {
			[]object{allow(object{"StringEqualsIgnoreCase": object{"aws:RequestTag/x": "k"}}), deny(object{"StringEquals": object{"aws:RequestTag/x": []string{"k", "K"}}})}, nothing,
		},
		"ShortARN":          {[]object{allow(object{"ArnLike": object{"aws:SourceArn": "arn:aws:*"}})}, nothing},
		"PlainOnSets":       {[]object{allow(object{"StringEquals": object{"aws:TagKeys": "a"}})}, nothing},
		"EmptyNegatedNever": {[]object{allow(nil), deny(object{"StringNotEquals": object{"aws:RequestTag/x": []string{}}})}, nothing},
		"WildcardsInValues": {
			[]object{
				allow(object{"StringLike": object{"aws:RequestTag/x": "${aws:ResourceTag/y}"}}),
				deny(object{"StringEquals": object{"aws:RequestTag/x": "${aws:ResourceTag/y}"}}),
			},
			nothing,
		},
		"FourDigitsAreSeconds": {
			[]object{allow(object{"DateGreaterThan": object{"aws:CurrentTime": "2500"}, "DateLessThan": object{"aws:CurrentTime": "2400-01-01T00:00:00Z"}})}, nothing,
		},
	}
	for _, s := range match.Switches() {
		c, given := cases[s.Name]
		if !given {
			t.Errorf("no case for %s", s.Name)
			continue
		}
		for i := range c.policy {
			if c.policy[i]["NotResource"] != nil {
				delete(c.policy[i], "Resource")
			}
		}
		a, err := prove.Ask(document(t, policyText(t, c.policy...)), c.question)
		if err != nil || a.Verdict != prove.Counterexample || a.Reading == "" {
			t.Errorf("%s: %s, reading %q: %s, %v", s.Name, a.Verdict, a.Reading, a.Explanation, err)
		}
		if s.Name != "WildcardPartition" && !strings.Contains(a.Reading, s.Rule) {
			t.Errorf("%s: the reading is %q", s.Name, a.Reading)
		}
	}
}

func TestAVocabularyKnowsWhatHasNoResource(t *testing.T) {
	t.Parallel()
	words, err := vocabulary.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	list := document(t, policyText(t, with(allow(nil), object{"Action": "s3:ListAllMyBuckets"})))
	q := prove.Question{Kind: prove.ResourceOutside, Trusted: prove.Trusted{Organizations: []string{corp}}}
	if a, _ := prove.Ask(list, q); a.Verdict != prove.Counterexample {
		t.Errorf("without a vocabulary: %s", a.Verdict)
	}
	q.Vocabulary, q.Service = words, "s3"
	if a, _ := prove.Ask(list, q); a.Verdict != prove.Proved || !slices.Contains(a.Assumptions, "action_resources") {
		t.Errorf("with one: %s, %v", a.Verdict, a.Assumptions)
	}
	// Only the actions of the service come through its endpoint.
	other := document(t, policyText(t, with(allow(nil), object{"Action": "sqs:*"})))
	q.Kind = prove.NothingAllowed
	if a, _ := prove.Ask(other, q); a.Verdict != prove.Proved || !slices.Contains(a.Assumptions, "service_actions") {
		t.Errorf("actions of another service: %s, %v", a.Verdict, a.Assumptions)
	}
	q.Assumptions = map[string]bool{"service_actions": false}
	if a, _ := prove.Ask(other, q); a.Verdict != prove.Counterexample {
		t.Errorf("actions of another service, if they may come through: %s", a.Verdict)
	}
}

func TestBudgetsEndUndecided(t *testing.T) {
	t.Parallel()
	var statements []object
	for i := range 12 {
		statements = append(statements, with(allow(nil), object{"Resource": "arn:aws:s3:::*" + string(rune('a'+i)) + strings.Repeat("?", 12)}))
	}
	d := document(t, policyText(t, statements...))
	q := prove.Question{Kind: prove.Equivalent, Reference: d, Budget: prove.Budget{Split: symbolic.Budget{States: 2000}}}
	a, err := prove.Ask(d, q)
	if err != nil || a.Verdict != prove.Undecided || !strings.Contains(a.Reason, "resources: telling the patterns apart") {
		t.Errorf("%s: %s, %v", a.Verdict, a.Reason, err)
	}
	q.Budget = prove.Budget{Search: 1}
	d = document(t, policyText(t, allow(byCorp())))
	q.Reference = d
	if a, err := prove.Ask(d, q); err != nil || a.Verdict != prove.Undecided || !strings.Contains(a.Reason, "given up") {
		t.Errorf("%s: %s, %v", a.Verdict, a.Reason, err)
	}
}

// Texts far larger than AWS takes end in an answer all the same.
func TestHostileSizesEnd(t *testing.T) {
	t.Parallel()
	numbers := make([]int, 20_000)
	networks := make([]string, 20_000)
	buckets := make([]string, 10_000)
	for i := range numbers {
		numbers[i] = i
		networks[i] = fmt.Sprintf("10.%d.%d.0/24", i/256, i%256)
		buckets[i/2] = fmt.Sprintf("arn:aws:s3:::bucket%d*", i)
	}
	many := make([]object, 2000)
	deny := make([]object, 200)
	for i := range many {
		many[i] = with(allow(nil), object{"Resource": buckets[i]})
		deny[i/10] = with(allow(object{"StringEquals": object{fmt.Sprintf("aws:PrincipalTag/%d", i): "x"}}), object{"Effect": []string{"Allow", "Deny"}[i/10%2]})
	}
	for name, statements := range map[string][]object{
		"numbers":    {allow(object{"NumericEquals": object{"app:n": numbers}})},
		"networks":   {allow(object{"IpAddress": object{"aws:VpcSourceIp": networks}})},
		"buckets":    {with(allow(nil), object{"Resource": buckets})},
		"statements": many,
		"overlaps":   deny,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			d := document(t, policyText(t, statements...))
			for _, kind := range []prove.Kind{prove.AnonymousAccess, prove.Equivalent, prove.DeadStatements} {
				if _, err := prove.Ask(d, prove.Question{Kind: kind, Reference: d}); err != nil {
					t.Error(err)
				}
			}
		})
	}
}

func TestAskRefuses(t *testing.T) {
	t.Parallel()
	d := document(t, policyText(t, allow(nil)))
	for name, q := range map[string]prove.Question{
		"no such question":       {Kind: "who"},
		"no reference":           {Kind: prove.NoNewAccess},
		"no access":              {Kind: prove.MustAllow},
		"a misspelt fact":        {Kind: prove.AnonymousAccess, Assumptions: map[string]bool{"anonymus_keys": true}},
		"a principal of no kind": {Kind: prove.MustAllow, Access: map[string]prove.Access{"x": {Principals: []string{"role/app"}}}},
	} {
		if _, err := prove.Ask(d, q); err == nil {
			t.Errorf("%s is no error", name)
		}
	}
	if _, err := prove.Ask(nil, prove.Question{Kind: prove.AnonymousAccess}); err == nil {
		t.Error("no document is no error")
	}
}

// Each fact is needed: some proof rests on it, and without it there is a counterexample.
func TestEachFactIsNeeded(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, f := range prove.Facts() {
		if f.Name == "" || seen[f.Name] || !strings.HasSuffix(f.Description, ".") {
			t.Errorf("fact %+v", f)
		}
		seen[f.Name] = true
	}
	for name, c := range scenarios() {
		if c.want != prove.Proved || strings.Contains(name, "version") {
			continue
		}
		d := document(t, policyText(t, c.policy...))
		for _, f := range prove.Facts() {
			q := c.question
			q.Assumptions = map[string]bool{f.Name: false}
			a, err := prove.Ask(d, q)
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(a.Reason, "bug") {
				t.Errorf("%s without %s: %s", name, f.Name, a.Reason)
			}
			if slices.Contains(a.Assumptions, f.Name) {
				t.Errorf("%s rests on %s, which is off", name, f.Name)
			}
		}
	}
}
