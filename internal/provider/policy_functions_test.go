package provider

import (
	"context"
	"fmt"
	"math/big"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// ask calls a function that may take more arguments than it has parameters, and returns its
// result as plain Go, or its error.
func ask(tb testing.TB, name string, arguments ...any) (any, *tfprotov6.FunctionError) {
	tb.Helper()
	server := Server("test")()
	functions, err := server.GetFunctions(context.Background(), &tfprotov6.GetFunctionsRequest{})
	if err != nil {
		tb.Fatal(err)
	}
	f := functions.Functions[name]
	req := &tfprotov6.CallFunctionRequest{Name: name}
	for i, argument := range arguments {
		parameter := f.VariadicParameter
		if i < len(f.Parameters) {
			parameter = f.Parameters[i]
		}
		v, err := tfprotov6.NewDynamicValue(parameter.Type, value(tb, parameter.Type, argument))
		if err != nil {
			tb.Fatal(err)
		}
		req.Arguments = append(req.Arguments, &v)
	}
	resp, err := server.CallFunction(context.Background(), req)
	if err != nil {
		tb.Fatal(err)
	}
	if resp.Error != nil {
		return nil, resp.Error
	}
	result, err := resp.Result.Unmarshal(f.Return.Type)
	if err != nil {
		tb.Fatal(err)
	}
	return plain(tb, result), nil
}

// Policies that the tests of the adapters share. The trusted are account 111111111111.
const (
	openPolicy   = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}`
	closedPolicy = `{"Version": "2012-10-17", "Statement": [{"Sid": "Ours", "Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:PrincipalAccount": "111111111111", "aws:ResourceAccount": "111111111111"}}}]}`
	readPolicy   = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-reports/*"}]}`
	denyPolicy   = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:*", "Resource": "*"}, {"Effect": "Deny", "Principal": "*", "Action": "s3:DeleteObject", "Resource": "*"}]}`
	rootPolicy   = `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "111111111111"}, "Action": "s3:*", "Resource": "*"}]}`
	notAPolicy   = `{"Version": "2012-10-17", "Statement": [`
)

// servicePolicy lets AWS services through that call by themselves.
var servicePolicy = strings.Replace(readPolicy, `"Resource"`, `"Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}}, "Resource"`, 1)

var us = values{"account_ids": []any{"111111111111"}}

func request(action, resource string, more values) values {
	return with(values{"principal": "arn:aws:iam::111111111111:role/app", "action": action, "resource": resource}, more)
}

func TestPolicyEvaluateDecides(t *testing.T) {
	t.Parallel()
	const reports = "arn:aws:s3:::example-reports/q3"
	matched := func(sid any) []any {
		return []any{values{"statement": "1", "sid": sid, "effect": "Allow", "matched": true, "line": "1", "failed": []any{}}}
	}
	for name, c := range map[string]struct {
		policy  string
		request values
		want    values
	}{
		"allowed":                {readPolicy, request("s3:GetObject", reports, nil), values{"decision": "allowed", "statements": matched(nil)}},
		"no statement allows it": {readPolicy, request("s3:PutObject", reports, nil), values{"decision": "implicit_deny"}},
		"a statement denies it":  {denyPolicy, request("s3:DeleteObject", "arn:aws:s3:::b/k", nil), values{"decision": "explicit_deny"}},
		"a key that follows from the caller": {
			closedPolicy, request("s3:GetObject", "arn:aws:s3:::b/k", values{"context": values{"aws:ResourceAccount": "111111111111"}}),
			values{"decision": "allowed", "statements": matched("Ours")},
		},
		"a list in the context":         {closedPolicy, request("s3:GetObject", "arn:aws:s3:::b/k", values{"context": values{"aws:ResourceAccount": []any{"111111111111"}}}), values{"decision": "allowed"}},
		"an account behind a gateway":   {rootPolicy, request("s3:GetObject", "arn:aws:s3:::b/k", values{"vpc_endpoint_type": "Gateway"}), values{"decision": "implicit_deny"}},
		"an account behind interfaces":  {rootPolicy, request("s3:GetObject", "arn:aws:s3:::b/k", values{"vpc_endpoint_type": "Interface"}), values{"decision": "allowed"}},
		"an account, no type given":     {rootPolicy, request("s3:GetObject", "arn:aws:s3:::b/k", nil), values{"decision": "allowed"}},
		"anybody":                       {readPolicy, request("s3:GetObject", reports, values{"principal": "anonymous"}), values{"decision": "allowed"}},
		"members that are null":         {readPolicy, request("s3:GetObject", reports, values{"context": nil, "vpc_endpoint_type": nil, "canonical_user": nil}), values{"decision": "allowed"}},
		"a number and a bool in a key":  {readPolicy, request("s3:GetObject", reports, values{"context": values{"s3:max-keys": 10, "aws:SecureTransport": true}}), values{"decision": "allowed"}},
		"a key that has no value":       {readPolicy, request("s3:GetObject", reports, values{"context": values{"aws:SourceVpc": []any{}}}), values{"decision": "allowed"}},
		"an object key with a wildcard": {readPolicy, request("s3:GetObject", "arn:aws:s3:::example-reports/*", nil), values{"decision": "allowed"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, problem := ask(t, "policy_evaluate", c.policy, c.request)
			if problem != nil {
				t.Fatal(problem.Text)
			}
			for member, want := range c.want {
				if diff := cmp.Diff(want, at(t, got, member)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", member, diff)
				}
			}
			if sentence := at(t, got, "explanation").(string); !strings.HasSuffix(sentence, ".") {
				t.Errorf("the explanation is no sentence: %q", sentence)
			}
		})
	}
}

func TestPolicyLintFinds(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		policy string
		option []any
		want   []string
	}{
		"nothing":                    {closedPolicy, nil, []string{}},
		"everything open":            {openPolicy, nil, []string{"warning POL-601 "}},
		"an account, of any type":    {rootPolicy, nil, []string{"error POL-101 "}},
		"an account, of a gateway":   {rootPolicy, []any{values{"vpc_endpoint_type": "Gateway"}}, []string{"error POL-101 "}},
		"an account, of interfaces":  {rootPolicy, []any{values{"vpc_endpoint_type": "Interface"}}, []string{}},
		"another service's actions":  {readPolicy, []any{values{"service": "sqs", "region": "us-east-1"}}, []string{"warning POL-203 "}},
		"the name of a service":      {readPolicy, []any{values{"service": "com.amazonaws.us-east-1.s3"}}, []string{}},
		"options that are null":      {readPolicy, []any{nil}, []string{}},
		"options with nulls":         {readPolicy, []any{values{"service": nil, "region": nil, "vpc_endpoint_type": nil}}, []string{}},
		"a text that is no policy":   {`{"Version": `, nil, []string{"error POL-001 "}},
		"an empty text":              {"", nil, []string{"error POL-001 "}},
		"a policy that is too large": {sized(20_481), nil, []string{"error POL-003 "}},
		"the largest one":            {sized(20_480), nil, []string{"info POL-003 "}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, problem := ask(t, "policy_lint", append([]any{c.policy}, c.option...)...)
			if problem != nil {
				t.Fatal(problem.Text)
			}
			if diff := cmp.Diff(c.want, findingsOf(t, values{"findings": got})); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// sized is a policy of as many characters, after white space is gone.
func sized(n int) string {
	begin, end := `{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":["arn:aws:s3:::example-`, `/*"]}]}`
	var out strings.Builder
	out.WriteString(begin)
	for i := 0; out.Len() < n-len(end)-200; i++ {
		fmt.Fprintf(&out, `%06d/*","arn:aws:s3:::example-`, i)
	}
	out.WriteString(strings.Repeat("x", n-len(end)-out.Len()))
	out.WriteString(end)
	return out.String()
}

func TestPolicyProveAnswers(t *testing.T) {
	t.Parallel()
	access := func(principals ...any) values {
		return values{"reports": values{"actions": []any{"s3:GetObject"}, "resources": []any{"arn:aws:s3:::example-reports/*"}, "principals": principals}}
	}
	inContext := values{"x": values{"actions": []any{"s3:GetObject"}, "principals": []any{"111111111111"}, "context": values{"aws:ResourceAccount": "111111111111", "aws:SecureTransport": true}}}
	for name, c := range map[string]struct {
		policy   string
		question values
		verdict  string
	}{
		"nobody from outside":          {closedPolicy, values{"kind": "principal_outside", "trusted": us}, "proved"},
		"somebody from outside":        {readPolicy, values{"kind": "principal_outside", "trusted": us}, "counterexample"},
		"nothing outside":              {closedPolicy, values{"kind": "resource_outside", "trusted": us}, "proved"},
		"something outside":            {readPolicy, values{"kind": "resource_outside", "trusted": us}, "counterexample"},
		"something outside that may":   {readPolicy, values{"kind": "resource_outside", "trusted": us, "resources": []any{"arn:aws:s3:::example-reports/*"}}, "proved"},
		"signed requests":              {closedPolicy, values{"kind": "anonymous"}, "proved"},
		"unsigned requests":            {readPolicy, values{"kind": "anonymous"}, "counterexample"},
		"nothing passes":               {strings.Replace(readPolicy, "Allow", "Deny", 1), values{"kind": "nothing_allowed"}, "proved"},
		"something passes":             {readPolicy, values{"kind": "nothing_allowed"}, "counterexample"},
		"nothing of the service":       {readPolicy, values{"kind": "nothing_allowed", "service": "sqs"}, "proved"},
		"less than the reference":      {closedPolicy, values{"kind": "no_new_access", "reference_policy": openPolicy}, "proved"},
		"more than the reference":      {openPolicy, values{"kind": "no_new_access", "reference_policy": closedPolicy}, "counterexample"},
		"lost against the reference":   {closedPolicy, values{"kind": "lost_access", "reference_policy": openPolicy}, "counterexample"},
		"nothing lost":                 {openPolicy, values{"kind": "lost_access", "reference_policy": closedPolicy}, "proved"},
		"the same":                     {readPolicy, values{"kind": "equivalent", "reference_policy": strings.ReplaceAll(readPolicy, " ", "\n")}, "proved"},
		"not the same":                 {readPolicy, values{"kind": "equivalent", "reference_policy": openPolicy}, "counterexample"},
		"must pass, and does":          {readPolicy, values{"kind": "must_allow", "required": access("111111111111")}, "proved"},
		"must pass, and does not":      {closedPolicy, values{"kind": "must_allow", "required": access("222222222222")}, "counterexample"},
		"must pass for the trusted":    {readPolicy, values{"kind": "must_allow", "required": access("trusted"), "trusted": us}, "proved"},
		"must not pass, and does not":  {closedPolicy, values{"kind": "access_not_granted", "forbidden": access("anonymous")}, "proved"},
		"must not pass, and does":      {readPolicy, values{"kind": "access_not_granted", "forbidden": access("anonymous")}, "counterexample"},
		"every statement matters":      {denyPolicy, values{"kind": "dead_statements"}, "proved"},
		"a statement that is dead":     {strings.Replace(denyPolicy, "s3:DeleteObject", "sqs:*", 1), values{"kind": "dead_statements"}, "counterexample"},
		"an account, of a gateway":     {rootPolicy, values{"kind": "must_allow", "required": access("arn:aws:iam::111111111111:role/app"), "vpc_endpoint_type": "Gateway"}, "counterexample"},
		"an account, of interfaces":    {rootPolicy, values{"kind": "must_allow", "required": access("arn:aws:iam::111111111111:role/app"), "vpc_endpoint_type": "Interface"}, "proved"},
		"an account, of any type":      {rootPolicy, values{"kind": "must_allow", "required": access("arn:aws:iam::111111111111:role/app")}, "counterexample"},
		"a value in a key":             {closedPolicy, values{"kind": "must_allow", "required": inContext}, "proved"},
		"services by themselves":       {servicePolicy, values{"kind": "principal_outside", "trusted": us}, "counterexample"},
		"services that are inside":     {servicePolicy, values{"kind": "principal_outside", "trusted": us, "allow_aws_service_principals": true}, "proved"},
		"an assumption less":           {closedPolicy, values{"kind": "anonymous", "assumptions": values{"anonymous_keys": false}}, "counterexample"},
		"members that are null":        {readPolicy, values{"kind": "anonymous", "trusted": nil, "service": nil, "region": nil, "assumptions": nil, "resources": nil, "reference_policy": nil}, "counterexample"},
		"the organisation and account": {closedPolicy, values{"kind": "principal_outside", "trusted": values{"organization_ids": []any{"o-a1b2c3d4e5"}, "account_ids": []any{"111111111111"}}}, "proved"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, problem := ask(t, "policy_prove", c.policy, c.question)
			if problem != nil {
				t.Fatal(problem.Text)
			}
			if verdict := at(t, got, "verdict"); verdict != c.verdict {
				t.Errorf("%v: %v", verdict, at(t, got, "explanation"))
			}
			answerHolds(t, c.policy, got, c.question["kind"].(string))
		})
	}
}

// answerHolds holds the shape of an answer, and runs its witness through policy_evaluate.
func answerHolds(t *testing.T, policy string, answer any, kind string) {
	t.Helper()
	verdict, witness := at(t, answer, "verdict"), at(t, answer, "witness")
	if sentence := at(t, answer, "explanation").(string); !strings.HasSuffix(sentence, ".") {
		t.Errorf("the explanation is no sentence: %q", sentence)
	}
	if (at(t, answer, "reason") != nil) != (verdict == "undecided") {
		t.Errorf("%v with the reason %v", verdict, at(t, answer, "reason"))
	}
	if want := verdict == "counterexample" && kind != "dead_statements"; (witness != nil) != want {
		t.Fatalf("%v with the witness %v", verdict, witness)
	}
	if witness == nil {
		if at(t, answer, "allowed_by") != nil {
			t.Errorf("nothing is allowed, by statement %v", at(t, answer, "allowed_by"))
		}
		return
	}
	decided, problem := ask(t, "policy_evaluate", policy, values{
		"principal": at(t, witness, "principal"), "action": at(t, witness, "action"), "resource": at(t, witness, "resource"),
		"context": at(t, witness, "context"), "vpc_endpoint_type": at(t, witness, "vpc_endpoint_type"),
	})
	if problem != nil {
		// Without a fact about real requests a witness may be none.
		if !strings.Contains(problem.Text, "context[") {
			t.Fatalf("the witness %v is no request: %s", witness, problem.Text)
		}
		return
	}
	refused := kind == "must_allow" || kind == "lost_access"
	if allowed := at(t, decided, "decision") == "allowed"; kind != "equivalent" && allowed == refused {
		t.Errorf("%s: the witness %v is %v", kind, witness, at(t, decided, "decision"))
	}
}

func TestPolicyCompareComparesBothWays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		policy, reference string
		options           []any
		more, less        string
	}{
		"the same":              {readPolicy, readPolicy, nil, "proved", "proved"},
		"more":                  {openPolicy, readPolicy, nil, "counterexample", "proved"},
		"less":                  {readPolicy, openPolicy, nil, "proved", "counterexample"},
		"both":                  {readPolicy, closedPolicy, nil, "counterexample", "counterexample"},
		"the same for sqs":      {readPolicy, closedPolicy, []any{values{"service": "sqs"}}, "proved", "proved"},
		"a gateway":             {rootPolicy, strings.Replace(readPolicy, "Allow", "Deny", 1), []any{values{"vpc_endpoint_type": "Gateway"}}, "counterexample", "proved"},
		"options that are null": {readPolicy, readPolicy, []any{nil}, "proved", "proved"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, problem := ask(t, "policy_compare", append([]any{c.policy, c.reference}, c.options...)...)
			if problem != nil {
				t.Fatal(problem.Text)
			}
			if more, less := at(t, got, "new_access", "verdict"), at(t, got, "lost_access", "verdict"); more != c.more || less != c.less {
				t.Errorf("new access: %v, lost access: %v; want %s, %s", more, less, c.more, c.less)
			}
			answerHolds(t, c.policy, at(t, got, "new_access"), "no_new_access")
			answerHolds(t, c.policy, at(t, got, "lost_access"), "lost_access")
		})
	}
}

// What is shorter means the same, and is as short as it gets.
func TestPolicyMinifyKeepsTheMeaning(t *testing.T) {
	t.Parallel()
	for _, policy := range []string{openPolicy, closedPolicy, readPolicy, denyPolicy, rootPolicy} {
		short, problem := ask(t, "policy_minify", policy)
		if problem != nil {
			t.Fatal(problem.Text)
		}
		if len(short.(string)) >= len(policy) {
			t.Errorf("%s is no shorter than %s", short, policy)
		}
		got, problem := ask(t, "policy_compare", policy, short)
		if problem != nil {
			t.Fatal(problem.Text)
		}
		if at(t, got, "new_access", "verdict") != "proved" || at(t, got, "lost_access", "verdict") != "proved" {
			t.Errorf("%s is another policy than %s", short, policy)
		}
		if again, _ := ask(t, "policy_minify", short); again != short {
			t.Errorf("%s is shortened further, to %s", short, again)
		}
	}
}

func TestPolicyFunctionsRefuseWhatTheyCannotUse(t *testing.T) {
	t.Parallel()
	fine := request("s3:GetObject", "arn:aws:s3:::b/k", nil)
	but := func(more values) values { return with(fine, more) }
	without := func(name string) values {
		out := with(fine, nil)
		delete(out, name)
		return out
	}
	outside := func(more values) values { return with(values{"kind": "principal_outside", "trusted": us}, more) }
	trusting := func(trusted any) values { return values{"kind": "principal_outside", "trusted": trusted} }
	require := func(access any) values { return values{"kind": "must_allow", "required": values{"x": access}} }
	huge := new(big.Float).SetMantExp(big.NewFloat(1), 4000)
	for name, c := range map[string]struct {
		function  string
		arguments []any
		position  int64
		want      []string
	}{
		"evaluate: a policy that is none":     {"policy_evaluate", []any{notAPolicy, fine}, 0, []string{"the policy cannot be used: ", "line 1"}},
		"evaluate: a policy that is empty":    {"policy_evaluate", []any{"{}", fine}, 0, []string{"the policy cannot be used: ", "Statement"}},
		"evaluate: a list":                    {"policy_evaluate", []any{readPolicy, []any{fine}}, 1, []string{"an object is needed"}},
		"evaluate: a text":                    {"policy_evaluate", []any{readPolicy, "s3:GetObject"}, 1, []string{"an object is needed"}},
		"evaluate: an unknown name":           {"policy_evaluate", []any{readPolicy, but(values{"actoin": "x"})}, 1, []string{`"actoin" is not known here; did you mean "action"?`}},
		"evaluate: no principal":              {"policy_evaluate", []any{readPolicy, without("principal")}, 1, []string{"principal: It is missing"}},
		"evaluate: no action":                 {"policy_evaluate", []any{readPolicy, without("action")}, 1, []string{"action: It is missing"}},
		"evaluate: no resource":               {"policy_evaluate", []any{readPolicy, but(values{"resource": nil})}, 1, []string{"resource: It is missing"}},
		"evaluate: a number for a text":       {"policy_evaluate", []any{readPolicy, but(values{"action": 7})}, 1, []string{"action: It must be a text"}},
		"evaluate: an account that calls":     {"policy_evaluate", []any{readPolicy, but(values{"principal": "111111111111"})}, 1, []string{"principal: ", "an account does not call"}},
		"evaluate: a wildcard":                {"policy_evaluate", []any{readPolicy, but(values{"action": "s3:Get*"})}, 1, []string{"action: ", "without wildcards"}},
		"evaluate: no ARN":                    {"policy_evaluate", []any{readPolicy, but(values{"resource": "bucket"})}, 1, []string{"resource: ", "is not an ARN"}},
		"evaluate: an ARN that is not UTF-8":  {"policy_evaluate", []any{readPolicy, but(values{"resource": "arn:aws:s3:::b/\xff"})}, 1, []string{"resource: "}},
		"evaluate: a type that is none":       {"policy_evaluate", []any{readPolicy, but(values{"vpc_endpoint_type": "gateway"})}, 1, []string{"vpc_endpoint_type: ", "neither Interface nor Gateway"}},
		"evaluate: a context that is a list":  {"policy_evaluate", []any{readPolicy, but(values{"context": []any{"x"}})}, 1, []string{"context: It must be an object"}},
		"evaluate: an object in a key":        {"policy_evaluate", []any{readPolicy, but(values{"context": values{"aws:SourceVpc": values{}}})}, 1, []string{`context["aws:SourceVpc"]: `}},
		"evaluate: an absurd number in a key": {"policy_evaluate", []any{readPolicy, but(values{"context": values{"x": huge}})}, 1, []string{"It is not a condition key"}},
		"evaluate: everything at once":        {"policy_evaluate", []any{readPolicy, but(values{"action": 7, "resource": nil})}, 1, []string{"action: ", "resource: "}},

		"lint: two options":             {"policy_lint", []any{readPolicy, values{}, values{}}, 2, []string{"2 options were given; give one object, or none"}},
		"lint: options that are a list": {"policy_lint", []any{readPolicy, []any{}}, 1, []string{"an object is needed"}},
		"lint: an unknown name":         {"policy_lint", []any{readPolicy, values{"services": "s3"}}, 1, []string{`did you mean "service"?`}},
		"lint: a service that is none":  {"policy_lint", []any{readPolicy, values{"service": "secretmanager"}}, 1, []string{"service: ", "secretsmanager"}},
		"lint: an alias of two":         {"policy_lint", []any{readPolicy, values{"service": "ecr"}}, 1, []string{`service: "ecr" stands for ecr.api, ecr.dkr; name one of them`}},
		"lint: an endpoint service":     {"policy_lint", []any{readPolicy, values{"service": "com.amazonaws.vpce.us-east-1.vpce-svc-0a"}}, 1, []string{"service: "}},
		"lint: a Region that is none":   {"policy_lint", []any{readPolicy, values{"region": "us-esat-1"}}, 1, []string{"region: ", "is not a Region"}},
		"lint: a type that is none":     {"policy_lint", []any{readPolicy, values{"vpc_endpoint_type": "interface"}}, 1, []string{"vpc_endpoint_type: ", "neither Gateway nor Interface"}},
		"lint: a number for a text":     {"policy_lint", []any{readPolicy, values{"service": 3}}, 1, []string{"service: A string is needed here, and this is a number"}},

		"prove: a policy that is none":        {"policy_prove", []any{notAPolicy, outside(nil)}, 0, []string{"the policy cannot be used: "}},
		"prove: a policy that is not UTF-8":   {"policy_prove", []any{strings.Replace(readPolicy, "reports", "\xff\xfe", 1), outside(nil)}, 0, []string{"the policy cannot be used: "}},
		"prove: a list":                       {"policy_prove", []any{readPolicy, []any{"anonymous"}}, 1, []string{"an object is needed"}},
		"prove: an unknown name":              {"policy_prove", []any{readPolicy, outside(values{"truste": us})}, 1, []string{`did you mean "trusted"?`}},
		"prove: no kind":                      {"policy_prove", []any{readPolicy, values{"trusted": us}}, 1, []string{"kind: it is missing; there are the questions principal_outside, "}},
		"prove: a kind that is none":          {"policy_prove", []any{readPolicy, values{"kind": "principals_outside"}}, 1, []string{`kind: there is no question "principals_outside"; did you mean "principal_outside"?`}},
		"prove: a kind that is a number":      {"policy_prove", []any{readPolicy, values{"kind": 3}}, 1, []string{"kind: A string is needed here, and this is a number"}},
		"prove: nobody is trusted":            {"policy_prove", []any{readPolicy, values{"kind": "principal_outside"}}, 1, []string{"the question principal_outside needs trusted"}},
		"prove: the trusted are nobody":       {"policy_prove", []any{readPolicy, trusting(values{})}, 1, []string{"trusted: Nobody is named in it"}},
		"prove: the trusted are a list":       {"policy_prove", []any{readPolicy, trusting([]any{"111111111111"})}, 1, []string{"trusted: An object is needed here"}},
		"prove: a name in trusted":            {"policy_prove", []any{readPolicy, trusting(values{"accounts": []any{"111111111111"}})}, 1, []string{`trusted.accounts: "accounts" is not known here`, "Known are organization_ids, account_ids"}},
		"prove: trusted accounts in a text":   {"policy_prove", []any{readPolicy, trusting(values{"organization_ids": []any{"o-a1b2c3d4e5"}, "account_ids": "111111111111"})}, 1, []string{"trusted.account_ids: A list is needed here, and this is a string"}},
		"prove: trusted accounts as numbers":  {"policy_prove", []any{readPolicy, trusting(values{"account_ids": []any{111111111111}})}, 1, []string{"trusted.account_ids[0]: A list of texts is needed, and this element is a number"}},
		"prove: trusted accounts with null":   {"policy_prove", []any{readPolicy, trusting(values{"account_ids": []any{"111111111111", nil}})}, 1, []string{"trusted.account_ids[1]: ", "nothing"}},
		"prove: a short account":              {"policy_prove", []any{readPolicy, trusting(values{"account_ids": []any{"123"}})}, 1, []string{"trusted.account_ids", "12 digits"}},
		"prove: an organisation that is none": {"policy_prove", []any{readPolicy, trusting(values{"organization_ids": []any{"o-1"}})}, 1, []string{"trusted.organization_ids", "is not the id of an organisation"}},
		"prove: a path that is none":          {"policy_prove", []any{readPolicy, trusting(values{"organization_paths": []any{"r-1"}})}, 1, []string{"trusted.organization_paths", "is not a path"}},
		"prove: members that are a list":      {"policy_prove", []any{readPolicy, trusting(values{"organization_ids": []any{"o-a1b2c3d4e5"}, "accounts_by_organization": []any{}})}, 1, []string{"trusted.accounts_by_organization: A map is needed"}},
		"prove: nothing is required":          {"policy_prove", []any{readPolicy, values{"kind": "must_allow"}}, 1, []string{"the question must_allow needs required"}},
		"prove: nothing is forbidden":         {"policy_prove", []any{readPolicy, values{"kind": "access_not_granted", "forbidden": values{}}}, 1, []string{"the question access_not_granted needs forbidden"}},
		"prove: no reference":                 {"policy_prove", []any{readPolicy, values{"kind": "equivalent"}}, 1, []string{"the question equivalent needs reference_policy"}},
		"prove: a reference that is none":     {"policy_prove", []any{readPolicy, values{"kind": "equivalent", "reference_policy": notAPolicy}}, 1, []string{"reference_policy: The policy cannot be used: "}},
		"prove: a reference that is empty":    {"policy_prove", []any{readPolicy, values{"kind": "anonymous", "reference_policy": ""}}, 1, []string{"reference_policy: The policy cannot be used: "}},
		"prove: required as a list":           {"policy_prove", []any{readPolicy, values{"kind": "must_allow", "required": []any{values{}}}}, 1, []string{"required: A map is needed here, and this is a list"}},
		"prove: required is null":             {"policy_prove", []any{readPolicy, require(nil)}, 1, []string{`required["x"]: This entry is null`}},
		"prove: a name in required":           {"policy_prove", []any{readPolicy, require(values{"action": []any{"s3:GetObject"}})}, 1, []string{`required["x"].action: "action" is not known here; did you mean "actions"?`}},
		"prove: an action in a text":          {"policy_prove", []any{readPolicy, require(values{"actions": "s3:GetObject"})}, 1, []string{`required["x"].actions: A list is needed here, and this is a string`}},
		"prove: an action that is none":       {"policy_prove", []any{readPolicy, require(values{"actions": []any{"GetObject"}})}, 1, []string{`required["x"].actions[0]: "GetObject" is not an action`}},
		"prove: a resource that is none":      {"policy_prove", []any{readPolicy, require(values{"resources": []any{"bucket/*"}})}, 1, []string{`required["x"].resources[0]: "bucket/*" is not an ARN`}},
		"prove: a principal that is none":     {"policy_prove", []any{readPolicy, require(values{"principals": []any{"everybody"}})}, 1, []string{`required["x"].principals[0]: "everybody" is neither an ARN of a caller`}},
		"prove: the trusted, who are not":     {"policy_prove", []any{readPolicy, require(values{"principals": []any{"trusted"}})}, 1, []string{"the question must_allow needs trusted"}},
		"prove: a context that is a list":     {"policy_prove", []any{readPolicy, require(values{"context": []any{}})}, 1, []string{`required["x"].context: A map is needed`}},
		"prove: an object in a key":           {"policy_prove", []any{readPolicy, require(values{"context": values{"aws:SourceVpc": values{}}})}, 1, []string{`required["x"].context["aws:SourceVpc"]: A text, a number, a bool or a list of them is needed`}},
		"prove: a key without a value":        {"policy_prove", []any{readPolicy, require(values{"context": values{"aws:SourceVpc": []any{}}})}, 1, []string{`required["x"].context["aws:SourceVpc"]: The list is empty`}},
		"prove: a fact that is none":          {"policy_prove", []any{readPolicy, outside(values{"assumptions": values{"anonymous_key": false}})}, 1, []string{`assumptions["anonymous_key"]: `, `did you mean "anonymous_keys"?`}},
		"prove: a fact that is a text":        {"policy_prove", []any{readPolicy, outside(values{"assumptions": values{"anonymous_keys": "false"}})}, 1, []string{`assumptions["anonymous_keys"]: A bool is needed here, and this is a string`}},
		"prove: a fact that is null":          {"policy_prove", []any{readPolicy, outside(values{"assumptions": values{"anonymous_keys": nil}})}, 1, []string{`assumptions["anonymous_keys"]: This entry is null`}},
		"prove: resources in a text":          {"policy_prove", []any{readPolicy, outside(values{"resources": "*"})}, 1, []string{"resources: A list is needed here, and this is a string"}},
		"prove: a flag that is a text":        {"policy_prove", []any{readPolicy, outside(values{"allow_aws_service_principals": "yes"})}, 1, []string{"allow_aws_service_principals: A bool is needed here"}},
		"prove: a type that is a number":      {"policy_prove", []any{readPolicy, outside(values{"vpc_endpoint_type": 1})}, 1, []string{"vpc_endpoint_type: A string is needed here"}},
		"prove: everything at once":           {"policy_prove", []any{readPolicy, outside(values{"service": "secretmanager", "region": "us-esat-1", "vpc_endpoint_type": "x"})}, 1, []string{"service: ", "region: ", "vpc_endpoint_type: "}},

		"compare: a policy that is none":    {"policy_compare", []any{notAPolicy, readPolicy}, 0, []string{"the policy cannot be used: "}},
		"compare: a reference that is none": {"policy_compare", []any{readPolicy, notAPolicy}, 1, []string{"the policy cannot be used: "}},
		"compare: a reference not in UTF-8": {"policy_compare", []any{readPolicy, "\xff"}, 1, []string{"the policy cannot be used: "}},
		"compare: two options":              {"policy_compare", []any{readPolicy, readPolicy, values{}, values{}}, 3, []string{"2 options were given"}},
		"compare: options that are a text":  {"policy_compare", []any{readPolicy, readPolicy, "s3"}, 2, []string{"an object is needed"}},
		"compare: an unknown name":          {"policy_compare", []any{readPolicy, readPolicy, values{"region": "us-east-1"}}, 2, []string{`"region" is not known here`, "Known are assumptions, service, vpc_endpoint_type"}},

		"minify: a policy that is none":  {"policy_minify", []any{notAPolicy}, 0, []string{"the policy cannot be used: "}},
		"minify: an empty text":          {"policy_minify", []any{""}, 0, []string{"the policy cannot be used: "}},
		"minify: every place of several": {"policy_minify", []any{`{"Version": "2011", "Statement": [{"Effect": "allow", "Principal": "*", "Action": "*", "Resource": "*"}]}`}, 0, []string{"2011", `"allow"`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, problem := ask(t, c.function, c.arguments...)
			if problem == nil {
				t.Fatalf("there is an answer: %v", got)
			}
			says(t, []string{problem.Text}, c.want)
			if problem.FunctionArgument == nil || *problem.FunctionArgument != c.position {
				t.Errorf("it is about argument %v, want %d", problem.FunctionArgument, c.position)
			}
		})
	}
}

// Terraform calls no function with a value that is not known yet; who does has a result that
// is not known yet, not one about something else.
func TestPolicyFunctionsWaitForWhatIsNotKnown(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		function  string
		arguments []any
	}{
		"a request":               {"policy_evaluate", []any{readPolicy, unknown}},
		"an action":               {"policy_evaluate", []any{readPolicy, request("s3:GetObject", "*", values{"action": unknown})}},
		"a value of a key":        {"policy_evaluate", []any{readPolicy, request("s3:GetObject", "*", values{"context": values{"aws:SourceVpc": []any{unknown}}})}},
		"options":                 {"policy_lint", []any{readPolicy, unknown}},
		"a service":               {"policy_lint", []any{readPolicy, values{"service": unknown}}},
		"a question":              {"policy_prove", []any{readPolicy, unknown}},
		"a trusted account":       {"policy_prove", []any{readPolicy, values{"kind": "principal_outside", "trusted": values{"account_ids": []any{unknown}}}}},
		"a kind":                  {"policy_prove", []any{readPolicy, values{"kind": unknown}}},
		"a reference":             {"policy_prove", []any{readPolicy, values{"kind": "equivalent", "reference_policy": unknown}}},
		"a type":                  {"policy_compare", []any{readPolicy, openPolicy, values{"vpc_endpoint_type": unknown}}},
		"options of a comparison": {"policy_compare", []any{readPolicy, openPolicy, unknown}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, problem := ask(t, c.function, c.arguments...)
			if problem != nil {
				t.Fatal(problem.Text)
			}
			if got != any(unknown) {
				t.Errorf("the result is %v", got)
			}
		})
	}
}

// hostile are texts that are large or deep, and no policies, or none that AWS takes.
func hostile() map[string]string {
	const deep, large = 10_000, 10 << 20
	statement := `{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}, `
	return map[string]string{
		"deep lists":        strings.Repeat("[", deep) + strings.Repeat("]", deep),
		"deep objects":      strings.Repeat(`{"Statement":`, deep) + "1" + strings.Repeat("}", deep),
		"deep in a policy":  `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Resource": "*", "Action": ` + strings.Repeat("[", deep) + strings.Repeat("]", deep) + `}]}`,
		"open lists":        strings.Repeat("[", large),
		"one large text":    `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "` + strings.Repeat("a", large) + `"}]}`,
		"many members":      `{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": [` + strings.Repeat(`"arn:aws:s3:::*", `, large/18) + `"*"]}]}`,
		"many statements":   `{"Version": "2012-10-17", "Statement": [` + strings.Repeat(statement, large/len(statement)) + `{}]}`,
		"blanks":            strings.Repeat(" ", large) + openPolicy,
		"no UTF-8":          strings.Repeat("\xff", large),
		"no UTF-8 in a key": strings.Replace(openPolicy, "Version", "\xc3\x28", 1),
		"zeros":             strings.Repeat("\x00", 1000),
		"an escape too few": `{"Version": "\ud800"}`,
	}
}

// Whatever the text, every function answers or says why it does not.
func TestPolicyFunctionsTakeAnyText(t *testing.T) {
	t.Parallel()
	for name, text := range hostile() {
		for function, arguments := range map[string][]any{
			"policy_evaluate": {text, request("s3:GetObject", "arn:aws:s3:::b/k", nil)},
			"policy_lint":     {text},
			"policy_minify":   {text},
			"policy_prove":    {text, values{"kind": "principal_outside", "trusted": us}},
			"policy_compare":  {text, openPolicy},
		} {
			t.Run(fmt.Sprintf("%s/%s", function, name), func(t *testing.T) {
				t.Parallel()
				_, problem := ask(t, function, arguments...)
				if problem == nil {
					return
				}
				says(t, []string{problem.Text}, nil)
				if len(problem.Text) > 20_000 {
					t.Errorf("the error has %d characters", len(problem.Text))
				}
			})
		}
	}
}

// A function and the data source answer the same question alike.
func TestPolicyProveAgreesWithTheDataSource(t *testing.T) {
	t.Parallel()
	server := serve(t, nil)
	access := values{"x": values{"actions": []any{"s3:GetObject"}, "principals": []any{"222222222222"}}}
	for _, policy := range []string{openPolicy, closedPolicy, readPolicy, denyPolicy, rootPolicy} {
		shared := values{"trusted": us, "reference_policy": readPolicy, "required": access, "forbidden": access, "service": "s3", "region": "us-east-1"}
		state, problems := read(t, server, "vpce_policy_analysis", with(shared, values{"policy": policy}))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		results := state["results"].(values)
		if len(results) != len(questionWords()) {
			t.Errorf("%d questions are answered, there are %d", len(results), len(questionWords()))
		}
		for kind, want := range results {
			got, problem := ask(t, "policy_prove", policy, with(shared, values{"kind": kind}))
			if problem != nil {
				t.Fatal(problem.Text)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("%s about %s (-data source +function):\n%s", kind, policy, diff)
			}
		}
		linted, problem := ask(t, "policy_lint", policy, values{"service": "s3", "region": "us-east-1"})
		if problem != nil {
			t.Fatal(problem.Text)
		}
		if got, want := len(linted.([]any)), len(state["findings"].([]any)); got != want {
			t.Errorf("%d findings, and %d of the data source", got, want)
		}
	}
}
