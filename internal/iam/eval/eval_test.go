package eval_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/ast"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/corpus/generate"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/eval"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/match"
	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/parse"
)

const (
	session = "arn:aws:sts::111122223333:assumed-role/app/i-0abc"
	object  = "arn:aws:s3:::reports/a.csv"
)

func document(t *testing.T, text string) *ast.Document {
	t.Helper()
	result := parse.Parse(text)
	if result.Document == nil {
		t.Fatal(result.Err())
	}
	return result.Document
}

func get(change ...func(*eval.Request)) eval.Request {
	r := eval.Request{Principal: session, Action: "s3:GetObject", Resource: object}
	for _, c := range change {
		c(&r)
	}
	return r
}

const traced = `{"Version": "2012-10-17", "Statement": [
{"Sid": "Mine", "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": "s3:Get*", "Resource": "arn:aws:s3:::reports/*"},
{"Effect": "Allow", "NotPrincipal": "*", "NotAction": "s3:*", "NotResource": "arn:aws:s3:::*",
 "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a"}, "Bool": {"aws:SecureTransport": "true"}}},
{"Sid": "NoLogs", "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "arn:aws:s3:::logs/*"}]}`

// The trace says of each statement whether it matched, and else of each element why not.
func TestTrace(t *testing.T) {
	t.Parallel()
	d := document(t, traced)
	r := get(func(r *eval.Request) { r.Context = map[string][]string{"aws:PrincipalOrgID": {"o-b", "o-c"}} })
	result, err := eval.Evaluate(d, r, match.Semantics{})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range result.Statements {
		line := s.Effect.String() + " " + s.Sid + " " + s.At.String()
		if s.Matched {
			line += " matched"
		}
		got = append(got, line)
		for _, f := range s.Failures {
			got = append(got, "  "+f.Element+" at "+f.At.String()+": "+f.Text)
		}
	}
	want := []string{
		"Allow Mine line 2, column 1 (Statement[0]) matched",
		"Allow  line 3, column 1 (Statement[1])",
		"  NotPrincipal at line 3, column 37 (Statement[1].NotPrincipal): the caller " + session + " is excepted",
		"  NotAction at line 3, column 55 (Statement[1].NotAction): the action s3:GetObject is excepted",
		"  NotResource at line 3, column 78 (Statement[1].NotResource): the resource arn:aws:s3:::reports/a.csv is excepted",
		`  Condition at line 4, column 33 (Statement[1].Condition.StringEquals["aws:PrincipalOrgID"]): StringEquals aws:PrincipalOrgID does not hold: the request has "o-b", "o-c"`,
		`  Condition at line 4, column 72 (Statement[1].Condition.Bool["aws:SecureTransport"]): Bool aws:SecureTransport does not hold: the request has no such key`,
		"Deny NoLogs line 5, column 1 (Statement[2])",
		"  Resource at line 5, column 82 (Statement[2].Resource): the resource arn:aws:s3:::reports/a.csv is not covered",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got:\n%s", diff)
	}
	elsewhere := get(func(r *eval.Request) { r.Principal, r.Action = "anonymous", "sqs:SendMessage" })
	result, err = eval.Evaluate(d, elsewhere, match.Semantics{})
	if err != nil {
		t.Fatal(err)
	}
	if f := result.Statements[0].Failures; len(f) != 2 || f[0].Text != "the caller anonymous is not covered" || f[1].Text != "the action sqs:SendMessage is not covered" {
		t.Errorf("got %+v", f)
	}
}

// DEC-3: a policy of an endpoint filters. No sentence says that anybody has access.
func TestDEC3(t *testing.T) {
	t.Parallel()
	d := document(t, traced)
	for want, r := range map[string]eval.Request{
		`The endpoint policy allows the request: statement 1 ("Mine"). It grants nothing; identity and resource policies decide as well.`: get(),
		`The endpoint policy denies the request: statement 3 ("NoLogs").`:                                                                 get(func(r *eval.Request) { r.Resource = "arn:aws:s3:::logs/a" }),
		"The endpoint policy does not allow the request: no statement matches it.":                                                        get(func(r *eval.Request) { r.Action = "s3:PutObject" }),
	} {
		result, err := eval.Evaluate(d, r, match.Semantics{})
		if err != nil || result.Sentence() != want {
			t.Errorf("got %s, %v; want %s", result.Sentence(), err, want)
		}
		if strings.Contains(result.Sentence(), "has access") {
			t.Errorf("it claims access: %s", result.Sentence())
		}
	}
	both, err := eval.Evaluate(document(t, `{"Version":"2012-10-17","Statement":[`+
		`{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"},{"Sid":"b","Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}`), get(), match.Semantics{})
	if want := `statement 1, statement 2 ("b").`; err != nil || !strings.Contains(both.Sentence(), want) {
		t.Errorf("got %s, %v", both.Sentence(), err)
	}
}

// DEC-4, DOC-10: without a policy, or with a service that takes none, everything is allowed.
func TestDEC4(t *testing.T) {
	t.Parallel()
	nothing := document(t, `{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}}`)
	for _, c := range []struct {
		given *ast.Document
		takes bool
		want  eval.Decision
	}{
		{nil, true, eval.Allowed},
		{nil, false, eval.Allowed},
		{nothing, false, eval.Allowed},
		{nothing, true, eval.ExplicitDeny},
	} {
		got, err := eval.Evaluate(eval.Effective(c.given, c.takes), get(), match.Semantics{})
		if err != nil || got.Decision != c.want {
			t.Errorf("%v, %v: %s, %v; want %s", c.given, c.takes, got.Decision, err, c.want)
		}
	}
}

// DEC-5: a call on an access point is checked against what is behind it as well.
func TestDEC5(t *testing.T) {
	t.Parallel()
	const point, region = "arn:aws:s3:us-east-1:111122223333:accesspoint/p", "arn:aws:s3::111122223333:accesspoint/m.mrap"
	resources := func(checks []eval.Request) (all []string) {
		for _, c := range checks {
			all = append(all, c.Resource)
		}
		return all
	}
	read := get(func(r *eval.Request) { r.Resource = point + "/object/a/object/b" })
	if diff := cmp.Diff([]string{read.Resource, "arn:aws:s3:::reports/a/object/b"}, resources(eval.Checks(read, "arn:aws:s3:::reports"))); diff != "" {
		t.Error(diff)
	}
	list := get(func(r *eval.Request) { r.Action, r.Resource = "s3:ListBucket", point })
	if diff := cmp.Diff([]string{point, "arn:aws:s3:::reports"}, resources(eval.Checks(list, "arn:aws:s3:::reports"))); diff != "" {
		t.Error(diff)
	}
	multi := get(func(r *eval.Request) { r.Resource = region + "/object/k" })
	if diff := cmp.Diff([]string{multi.Resource, point + "/object/k", "arn:aws:s3:::reports/k"}, resources(eval.Checks(multi, point, "arn:aws:s3:::reports"))); diff != "" {
		t.Error(diff)
	}

	policy := func(resources string, more ...string) *eval.Policy {
		p, err := eval.Compile(document(t, `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":`+resources+`}`+strings.Join(more, "")+`]}`), match.Semantics{})
		if err != nil {
			t.Fatal(err)
		}
		return p
	}
	const denied = `,{"Effect":"Deny","Principal":"*","Action":"*","Resource":"arn:aws:s3:::reports/*"}`
	checks := eval.Checks(read, "arn:aws:s3:::reports", "arn:aws:s3:::other")
	for name, c := range map[string]struct {
		policy *eval.Policy
		want   eval.Decision
	}{
		"all":                {policy(`["` + point + `/*","arn:aws:s3:::reports/*","arn:aws:s3:::other/*"]`), eval.Allowed},
		"only the point":     {policy(`"` + point + `/*"`), eval.ImplicitDeny},
		"the bucket denied":  {policy(`["`+point+`/*"]`, denied), eval.ExplicitDeny},
		"everything allowed": {policy(`"*"`, denied), eval.ExplicitDeny},
	} {
		got, results, err := c.policy.EvaluateAll(checks)
		if err != nil || got != c.want || len(results) != len(checks) {
			t.Errorf("%s: %s, %v; want %s", name, got, err, c.want)
		}
	}
	if got, _, err := policy(`"*"`).EvaluateAll(nil); got != eval.ImplicitDeny || err != nil {
		t.Errorf("no check at all: %s, %v", got, err)
	}
	if _, _, err := policy(`"*"`).EvaluateAll([]eval.Request{{}}); err == nil {
		t.Error("a check without a caller is decided")
	}
}

// DEC-6: nothing but document, request and semantics decides.
func TestDEC6(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, r, s := generate.Document().Draw(t, "document"), generate.Request().Draw(t, "request"), generate.Semantics().Draw(t, "semantics")
		p, err := eval.Compile(d, s)
		if err != nil {
			t.Fatal(err)
		}
		first, err1 := p.Evaluate(r)
		second, err2 := eval.Evaluate(d, r, s)
		if diff := cmp.Diff(first, second, cmp.AllowUnexported(ast.Path{})); diff != "" || err1 != nil || err2 != nil {
			t.Fatalf("%v %v %s", err1, err2, diff)
		}
		if brief, err := p.Decide(r); brief != first.Decision || err != nil {
			t.Fatalf("decided %s, %v; evaluated %s", brief, err, first.Decision)
		}
	})
}

func TestUnusable(t *testing.T) {
	t.Parallel()
	if _, err := eval.Evaluate(nil, get(), match.Semantics{}); err == nil {
		t.Error("no document is evaluated")
	}
	partial := parse.Parse(`{"Version":"2012-10-17","Statement":[{},
{"Effect":"Deny","Principal":{"aws":"*"},"NotPrincipal":"*","Action":"*","NotAction":"*","Resource":"*","NotResource":"*",
"Condition":{"stringEquals":{"k":"v"},"NullIfExists":{"k":"true"}}}]}`).Partial
	_, err := eval.Evaluate(partial, get(), match.Semantics{})
	want := `line 1, column 38 (Statement[0]): The statement has no effect.
line 1, column 38 (Statement[0]): The statement has neither Principal nor NotPrincipal.
line 1, column 38 (Statement[0]): The statement has neither Action nor NotAction.
line 1, column 38 (Statement[0]): The statement has neither Resource nor NotResource.
line 2, column 1 (Statement[1]): The statement has both Principal and NotPrincipal.
line 2, column 31 (Statement[1].Principal.aws): "aws" is not a kind of principals.
line 2, column 1 (Statement[1]): The statement has both Action and NotAction.
line 2, column 1 (Statement[1]): The statement has both Resource and NotResource.
line 3, column 14 (Statement[1].Condition.stringEquals): "stringEquals" is not a condition operator.
line 3, column 39 (Statement[1].Condition.NullIfExists): the operator NullIfExists does not exist: Null tests whether a key exists by itself.`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v", err)
	}
	var fault eval.Fault
	if !errors.As(err, &fault) || fault.Line != 1 {
		t.Errorf("the faults cannot be reached: %+v", fault)
	}
	p, err := eval.Compile(ast.Default(), match.Semantics{})
	if err != nil {
		t.Fatal(err)
	}
	r := get(func(r *eval.Request) { r.Principal = "ann" })
	if _, err := p.Evaluate(r); err == nil || !strings.HasPrefix(err.Error(), `principal: "ann" is not a caller: `) {
		t.Errorf("got %v", err)
	}
	if _, err := p.Decide(r); err == nil {
		t.Error("a request without a caller is decided")
	}
}

func TestReadRequest(t *testing.T) {
	t.Parallel()
	got, errs := eval.ReadRequest(map[string]any{
		"principal": session, "action": "s3:GetObject", "resource": object, "vpc_endpoint_type": "Gateway", "canonical_user": "abc",
		"context": map[string]any{
			"aws:PrincipalOrgID": "o-a", "aws:TagKeys": []any{"a", true}, "s3:max-keys": json.Number("10"), "k:int": 3, "k:none": nil, "k:empty": []any{},
		},
	})
	want := eval.Request{
		Principal: session, Action: "s3:GetObject", Resource: object, Endpoint: match.Gateway, CanonicalUser: "abc",
		Context: map[string][]string{"aws:PrincipalOrgID": {"o-a"}, "aws:TagKeys": {"a", "true"}, "s3:max-keys": {"10"}, "k:int": {"3"}, "k:empty": {}},
	}
	if diff := cmp.Diff(want, got); diff != "" || len(errs) > 0 {
		t.Errorf("%v, -want +got:\n%s", errs, diff)
	}
	for name, c := range map[string]struct {
		fields map[string]any
		want   []string
	}{
		"nothing": {nil, []string{"principal: It is missing.", "action: It is missing.", "resource: It is missing."}},
		"unknown fields": {
			map[string]any{"principal": "anonymous", "action": "a:b", "resource": "*", "actions": 1, "Context": nil, "context": nil},
			[]string{
				"Context: A request has no such field; its fields are principal, action, resource, context, vpc_endpoint_type, canonical_user.",
				"actions: A request has no such field; its fields are principal, action, resource, context, vpc_endpoint_type, canonical_user.",
			},
		},
		"wrong shapes": {
			map[string]any{"principal": 1, "action": []any{}, "resource": nil, "vpc_endpoint_type": "interface", "context": "x"},
			[]string{
				"principal: It must be a text.", "action: It must be a text.", "resource: It is missing.",
				`vpc_endpoint_type: "interface" is neither Interface nor Gateway.`, "context: It must be an object of condition keys and their values.",
			},
		},
		"wrong values": {
			map[string]any{"principal": "anonymous", "action": "a:b", "resource": "*", "vpc_endpoint_type": "Interface", "context": map[string]any{
				"b": map[string]any{}, "a": []any{"x", nil}, "c": 1.5,
			}},
			[]string{
				`context["a"]: It must be a text, a number, a Boolean, or a list of them.`, `context["b"]: It must be a text, a number, a Boolean, or a list of them.`,
				`context["c"]: It must be a text, a number, a Boolean, or a list of them.`,
			},
		},
	} {
		_, errs := eval.ReadRequest(c.fields)
		var got []string
		for _, e := range errs {
			got = append(got, e.Error())
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	context := func(pairs ...string) func(*eval.Request) {
		return func(r *eval.Request) {
			r.Context = map[string][]string{}
			for i := 0; i < len(pairs); i += 2 {
				r.Context[pairs[i]] = append(r.Context[pairs[i]], pairs[i+1])
			}
		}
	}
	caller := func(text string) func(*eval.Request) { return func(r *eval.Request) { r.Principal = text } }
	const role = "arn:aws:iam::111122223333:role/app"
	for name, c := range map[string]struct {
		request eval.Request
		want    string
	}{
		"good":                   {get(context("aws:PrincipalArn", "arn:aws:iam::111122223333:role/teams/app", "aws:PrincipalAccount", "111122223333", "aws:PrincipalIsAWSService", "false", "aws:VpcSourceIp", "10.0.0.1")), ""},
		"a good service":         {get(caller("ec2.amazonaws.com"), context("aws:PrincipalIsAWSService", "True", "aws:PrincipalServiceName", "ec2.amazonaws.com")), ""},
		"a good anonymous":       {get(caller("anonymous"), context("aws:PrincipalAccount", "anonymous", "aws:PrincipalType", "Anonymous")), ""},
		"a good user":            {get(caller("arn:aws:iam::111122223333:user/ann"), context("aws:PrincipalArn", "arn:aws:iam::111122223333:user/ann", "aws:username", "ann")), ""},
		"an empty list":          {get(func(r *eval.Request) { r.Context = map[string][]string{"aws:SourceIp": {}} }), ""},
		"no resource":            {get(func(r *eval.Request) { r.Action, r.Resource = "s3:ListAllMyBuckets", "*" }), ""},
		"a key with a star":      {get(func(r *eval.Request) { r.Resource = "arn:aws:s3:::b/*?" }), ""},
		"no caller":              {get(caller("")), "principal: \"\" is not a caller: a caller is an ARN, the name of a service such as ec2.amazonaws.com, or \"anonymous\"."},
		"an account":             {get(caller("111122223333")), `principal: "111122223333" is not a caller: an account does not call; give the ARN of a user, a role, a session, or arn:aws:iam::111122223333:root.`},
		"a wildcard action":      {get(func(r *eval.Request) { r.Action = "s3:*" }), `action: "s3:*" is not an action. Write one service and one action without wildcards, such as s3:GetObject.`},
		"no action":              {get(func(r *eval.Request) { r.Action = "" }), `action: "" is not an action. Write one service and one action without wildcards, such as s3:GetObject.`},
		"half an action":         {get(func(r *eval.Request) { r.Action = "s3:" }), `action: "s3:" is not an action. Write one service and one action without wildcards, such as s3:GetObject.`},
		"a service of two words": {get(func(r *eval.Request) { r.Action = "s 3:GetObject" }), `action: "s 3:GetObject" is not an action. Write one service and one action without wildcards, such as s3:GetObject.`},
		"a bucket":               {get(func(r *eval.Request) { r.Resource = "reports" }), `resource: "reports" is not an ARN such as arn:aws:s3:::bucket/key. Write "*" for an action without resources.`},
		"a wildcard":             {get(func(r *eval.Request) { r.Resource = "arn:aws:sqs:*:1:q" }), `resource: "arn:aws:sqs:*:1:q" has a wildcard. A request names one resource; only policies have wildcards.`},
		"keys that are none":     {get(context("username", "ann", "aws:", "x")), "context[\"aws:\"]: It is not a condition key such as aws:PrincipalOrgID.\ncontext[\"username\"]: It is not a condition key such as aws:PrincipalOrgID."},
		"one key twice":          {get(context("aws:tagkeys", "a", "aws:TagKeys", "b")), `context["aws:tagkeys"]: It is the same key as "aws:TagKeys": condition keys have no case.`},
		"bytes":                  {get(context("k:a", "\xff")), `context["k:a"][0]: The value is not UTF-8.`},
		"a source address":       {get(context("aws:SourceIp", "203.0.113.1")), `context["aws:SourceIp"]: No request through an endpoint has aws:SourceIp. The address of the caller is in aws:VpcSourceIp.`},
		"anonymous keys": {
			get(caller("anonymous"), context("aws:PrincipalOrgID", "o-a", "aws:PrincipalTag/t", "x", "aws:PrincipalAccount", "111122223333")),
			"context[\"aws:PrincipalAccount\"]: For this caller it is \"anonymous\".\ncontext[\"aws:PrincipalOrgID\"]: An anonymous request does not have this key.\ncontext[\"aws:PrincipalTag/t\"]: An anonymous request does not have this key.",
		},
		"another account": {get(context("aws:PrincipalAccount", "444455556666")), `context["aws:PrincipalAccount"]: For this caller it is "111122223333".`},
		"two accounts":    {get(context("aws:PrincipalAccount", "111122223333", "aws:PrincipalAccount", "444455556666")), `context["aws:PrincipalAccount"]: For this caller it is "111122223333".`},
		"a session as ARN": {
			get(context("aws:PrincipalArn", session)), `context["aws:PrincipalArn"]: It is not the ARN of the caller, which is ` + role + `. A session of a role has the ARN of the role.`,
		},
		"another ARN":       {get(caller(role), context("aws:PrincipalArn", "arn:aws:iam::111122223333:role/db")), `context["aws:PrincipalArn"]: It is not the ARN of the caller, which is ` + role + `. A session of a role has the ARN of the role.`},
		"no service":        {get(context("aws:PrincipalIsAWSService", "true")), `context["aws:PrincipalIsAWSService"]: For this caller it is "false".`},
		"no service's name": {get(context("aws:PrincipalServiceName", "ec2.amazonaws.com")), `context["aws:PrincipalServiceName"]: Only calls of AWS services by themselves have this key.`},
		"another service":   {get(caller("ec2.amazonaws.com"), context("aws:PrincipalServiceName", "ecs.amazonaws.com")), `context["aws:PrincipalServiceName"]: For this caller it is "ec2.amazonaws.com".`},
	} {
		var got []string
		for _, e := range c.request.Validate() {
			got = append(got, e.Error())
		}
		if diff := cmp.Diff(c.want, strings.Join(got, "\n")); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
	}
}

func TestWithFacts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		principal, resource string
		given, want         map[string][]string
	}{
		"a session": {session, object, nil, map[string][]string{
			"aws:PrincipalArn": {"arn:aws:iam::111122223333:role/app"}, "aws:PrincipalAccount": {"111122223333"}, "aws:PrincipalIsAWSService": {"false"},
		}},
		"a user of a queue": {"arn:aws:iam::111122223333:user/dev/ann", "arn:aws:sqs:us-east-1:444455556666:q", nil, map[string][]string{
			"aws:PrincipalArn": {"arn:aws:iam::111122223333:user/dev/ann"}, "aws:PrincipalAccount": {"111122223333"}, "aws:PrincipalIsAWSService": {"false"},
			"aws:username": {"ann"}, "aws:ResourceAccount": {"444455556666"},
		}},
		"what is given stays": {session, object, map[string][]string{"AWS:principalarn": {"arn:aws:iam::111122223333:role/teams/app"}, "k:x": {"y"}, "aws:PrincipalAccount": {}}, map[string][]string{
			"AWS:principalarn": {"arn:aws:iam::111122223333:role/teams/app"}, "k:x": {"y"}, "aws:PrincipalAccount": {"111122223333"}, "aws:PrincipalIsAWSService": {"false"},
		}},
		"anonymous":  {"anonymous", object, nil, map[string][]string{"aws:PrincipalAccount": {"anonymous"}}},
		"a service":  {"ec2.amazonaws.com", "*", nil, map[string][]string{"aws:PrincipalIsAWSService": {"true"}, "aws:PrincipalServiceName": {"ec2.amazonaws.com"}}},
		"a provider": {"www.amazon.com", "*", nil, map[string][]string{}},
		"no caller":  {"x", "*", nil, map[string][]string{}},
	} {
		r := eval.Request{Principal: c.principal, Action: "s3:GetObject", Resource: c.resource, Context: c.given}
		before := len(c.given)
		got := r.WithFacts()
		if diff := cmp.Diff(c.want, got.Context); diff != "" {
			t.Errorf("%s: -want +got:\n%s", name, diff)
		}
		if len(c.given) != before {
			t.Errorf("%s: the request itself is changed", name)
		}
		if name != "no caller" && len(got.Validate()) > 0 {
			t.Errorf("%s: the facts contradict the request: %v", name, got.Validate())
		}
	}
}

// Each part of a resource that can be wrong is wrong by itself.
func TestValidateResource(t *testing.T) {
	t.Parallel()
	for resource, good := range map[string]bool{
		"*": true, "arn:aws:s3:::b": true, "arn:aws:s3:::b:c:d": true, "arn:aws:sqs:us-east-1:111122223333:q": true,
		"": false, "**": false, "arn:aws:s3::b": false, "urn:aws:s3:::b": false, "arn::s3:::b": false, "arn:aws::::b": false, "arn:aws:s3:::": false, "arn:aws:s3:::\xff": false,
		"arn:*:s3:::b": false, "arn:aws:s?:::b": false, "arn:aws:sqs:us-*:1:q": false, "arn:aws:sqs:r:1*:q": false,
	} {
		errs := get(func(r *eval.Request) { r.Resource = resource }).Validate()
		if (len(errs) == 0) != good {
			t.Errorf("%q: %v", resource, errs)
		}
	}
	for _, key := range []string{"", ":", ":a", "a:", "a", "\xff:a"} {
		if errs := get(func(r *eval.Request) { r.Context = map[string][]string{key: {"x"}} }).Validate(); len(errs) != 1 {
			t.Errorf("%q: %v", key, errs)
		}
	}
}

// decide is for documents and requests of the generator, which are all usable.
func decide(t *rapid.T, d *ast.Document, r eval.Request, s match.Semantics) eval.Decision {
	p, err := eval.Compile(d, s)
	if err != nil {
		t.Fatal(err)
	}
	got, err := p.Decide(r)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// same checks that a change of the document or the request makes no difference.
func same(t *testing.T, change func(*rapid.T, *ast.Document, *eval.Request) *ast.Document) {
	t.Helper()
	rapid.Check(t, func(t *rapid.T) {
		d, r, s := generate.Document().Draw(t, "document"), generate.Request().Draw(t, "request"), generate.Semantics().Draw(t, "semantics")
		want := decide(t, d, r, s)
		if got := decide(t, change(t, d, &r), r, s); got != want {
			t.Fatalf("%s became %s", want, got)
		}
	})
}

func TestStatementOrderIsIrrelevant(t *testing.T) {
	t.Parallel()
	same(t, func(t *rapid.T, d *ast.Document, _ *eval.Request) *ast.Document {
		return &ast.Document{Version: d.Version, Statements: rapid.Permutation(d.Statements).Draw(t, "order")}
	})
}

func TestOrderAndRepetitionInListsAreIrrelevant(t *testing.T) {
	t.Parallel()
	shuffle := func(t *rapid.T, l *ast.Strings) *ast.Strings {
		if l == nil {
			return nil
		}
		items := append(slices.Clone(l.Items), l.Items...)
		return &ast.Strings{Items: rapid.Permutation(items).Draw(t, "items")}
	}
	same(t, func(t *rapid.T, d *ast.Document, _ *eval.Request) *ast.Document {
		changed := &ast.Document{Version: d.Version}
		for _, s := range d.Statements {
			c := *s
			c.Action, c.NotAction = shuffle(t, s.Action), shuffle(t, s.NotAction)
			c.Resource, c.NotResource = shuffle(t, s.Resource), shuffle(t, s.NotResource)
			if s.Condition != nil {
				c.Condition = &ast.Condition{Blocks: rapid.Permutation(s.Condition.Blocks).Draw(t, "blocks")}
			}
			changed.Statements = append(changed.Statements, &c)
		}
		return changed
	})
}

func TestSidsAreIrrelevant(t *testing.T) {
	t.Parallel()
	same(t, func(_ *rapid.T, d *ast.Document, _ *eval.Request) *ast.Document {
		changed := &ast.Document{Version: d.Version}
		for _, s := range d.Statements {
			c := *s
			c.Sid = nil
			changed.Statements = append(changed.Statements, &c)
		}
		return changed
	})
}

func TestCaseOfActionsAndKeysIsIrrelevant(t *testing.T) {
	t.Parallel()
	upper := func(l *ast.Strings) *ast.Strings {
		if l == nil {
			return nil
		}
		u := &ast.Strings{}
		for _, i := range l.Items {
			u.Items = append(u.Items, ast.String{Value: strings.ToUpper(i.Value)})
		}
		return u
	}
	same(t, func(t *rapid.T, d *ast.Document, r *eval.Request) *ast.Document {
		changed := &ast.Document{Version: d.Version}
		for _, s := range d.Statements {
			c := *s
			c.Action, c.NotAction = upper(s.Action), upper(s.NotAction)
			if s.Condition != nil {
				c.Condition = &ast.Condition{}
				for _, b := range s.Condition.Blocks {
					b.Tests = slices.Clone(b.Tests)
					for i := range b.Tests {
						b.Tests[i].Key = strings.ToUpper(b.Tests[i].Key)
					}
					c.Condition.Blocks = append(c.Condition.Blocks, b)
				}
			}
			changed.Statements = append(changed.Statements, &c)
		}
		r.Action = strings.ToLower(r.Action)
		context := map[string][]string{}
		for key, values := range r.Context {
			context[strings.ToLower(key)] = values
		}
		r.Context = context
		return changed
	})
}

// One statement with a list means the same as a statement for each of its elements.
func TestListsCanBeSplit(t *testing.T) {
	t.Parallel()
	same(t, func(t *rapid.T, d *ast.Document, _ *eval.Request) *ast.Document {
		changed := &ast.Document{Version: d.Version}
		for _, s := range d.Statements {
			split := []*ast.Statement{s}
			for _, list := range []func(*ast.Statement) **ast.Strings{
				func(s *ast.Statement) **ast.Strings { return &s.Action },
				func(s *ast.Statement) **ast.Strings { return &s.Resource },
			} {
				var next []*ast.Statement
				for _, s := range split {
					if *list(s) == nil {
						next = append(next, s)
						continue
					}
					for _, item := range (*list(s)).Items {
						c := *s
						*list(&c) = &ast.Strings{Items: []ast.String{item}}
						next = append(next, &c)
					}
				}
				split = next
			}
			changed.Statements = append(changed.Statements, split...)
		}
		return changed
	})
}

// Without variables the two versions of the language mean the same.
func TestVersionsDifferInVariablesOnly(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, r, s := generate.Document().Draw(t, "document"), generate.Request().Draw(t, "request"), generate.Semantics().Draw(t, "semantics")
		d.Version = nil
		for _, s := range d.Statements {
			literal(s.Resource)
			literal(s.NotResource)
			if s.Condition == nil {
				continue
			}
			for _, b := range s.Condition.Blocks {
				for _, test := range b.Tests {
					for i, v := range test.Values {
						if text, ok := v.(ast.String); ok {
							text.Value = strings.ReplaceAll(text.Value, "$", "S")
							test.Values[i] = text
						}
					}
				}
			}
		}
		older := decide(t, d, r, s)
		d.Version = &ast.String{Value: ast.Version2012}
		if newer := decide(t, d, r, s); newer != older {
			t.Fatalf("%s became %s", older, newer)
		}
	})
}

func literal(l *ast.Strings) {
	if l != nil {
		for i := range l.Items {
			l.Items[i].Value = strings.ReplaceAll(l.Items[i].Value, "$", "S")
		}
	}
}

// More Allow never takes access away, more Deny never gives any.
func TestMonotony(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		d, r, s := generate.Document().Draw(t, "document"), generate.Request().Draw(t, "request"), generate.Semantics().Draw(t, "semantics")
		more := generate.Statement().Draw(t, "statement")
		before := decide(t, d, r, s)
		after := decide(t, &ast.Document{Version: d.Version, Statements: append(slices.Clone(d.Statements), more)}, r, s)
		switch {
		case more.Effect == ast.Allow && before == eval.Allowed && after != eval.Allowed,
			more.Effect == ast.Deny && before != eval.Allowed && after == eval.Allowed,
			before == eval.ExplicitDeny && after != eval.ExplicitDeny:
			t.Fatalf("%s became %s", before, after)
		}
	})
}
