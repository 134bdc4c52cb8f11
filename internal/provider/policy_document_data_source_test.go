package provider

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// imagePulls is scenario S13 with the statement that lets images through.
func imagePulls() values {
	return values{
		"services": []string{"ecr", "s3"}, "region": "ap-northeast-2", "trusted": values{"account_ids": []string{"111111111111"}},
	}
}

func readDocument(t *testing.T, config values) values {
	t.Helper()
	state, problems := read(t, serve(t, nil), "vpce_policy_document", config)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	return state
}

func TestPolicyDocument(t *testing.T) {
	t.Parallel()
	state := readDocument(t, imagePulls())
	const want = `{"Version":"2012-10-17","Statement":[{"Sid":"AccountToAccount","Effect":"Allow","Principal":"*",` +
		`"Action":["ecr:*","s3-object-lambda:*","s3:*"],"Resource":"*",` +
		`"Condition":{"StringEquals":{"aws:PrincipalAccount":"111111111111","aws:ResourceAccount":"111111111111"}}},` +
		`{"Sid":"AnyoneToAWSOwned","Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::prod-ap-northeast-2-starport-layer-bucket/*"}]}`
	if diff := cmp.Diff(want, state["json"]); diff != "" {
		t.Error(diff)
	}
	if state["size"] != "420" || state["size_limit"] != "20480" || state["facts_as_of"] == nil {
		t.Errorf("size %v of %v, facts of %v", state["size"], state["size_limit"], state["facts_as_of"])
	}
	verdicts := map[string]any{}
	for name := range at(t, state, "verdicts").(values) {
		verdicts[name] = at(t, state, "verdicts", name, "verdict")
	}
	wantVerdicts := map[string]any{
		"principal_outside": "proved", "resource_outside": "proved", "must_allow": "proved", "dead_statements": "proved",
		"anonymous": "counterexample", "nothing_allowed": "counterexample",
	}
	if diff := cmp.Diff(wantVerdicts, verdicts); diff != "" {
		t.Error(diff)
	}
	if text := at(t, state, "verdicts", "anonymous", "explanation").(string); !strings.HasPrefix(text, "Unsigned requests pass, and reach nothing but resources of AWS.") {
		t.Error(text)
	}
	if at(t, state, "verdicts", "anonymous", "witness", "principal") != "anonymous" {
		t.Errorf("the witness is %v", at(t, state, "verdicts", "anonymous", "witness"))
	}
	statement := at(t, state, "statements", 1).(values)
	if statement["sid"] != "AnyoneToAWSOwned" || statement["why"] != "Anybody may reach what AWS owns: Layers of container images in Amazon ECR." ||
		len(statement["sources"].([]any)) == 0 || statement["source_policy_document"] != nil {
		t.Errorf("the statement is told as %v", statement)
	}
	if got := findingsOf(t, state); len(got) > 0 {
		t.Errorf("findings: %v", got)
	}
	if diff := cmp.Diff([]any{}, state["refused"]); diff != "" {
		t.Error(diff)
	}
}

// TestPolicyDocumentsOfEveryShape holds what the inputs do to the document.
func TestPolicyDocumentsOfEveryShape(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		config values
		want   []string // in the JSON
		not    []string
	}{
		"a FIPS endpoint has the needs of its service": {
			values{"services": []string{"ecr-fips.api"}, "region": "us-east-1", "workloads": values{"eks_private_cluster": []string{}}},
			[]string{`"ecr:*"`},
			[]string{"s3:"},
		},
		"a service of another Region": {
			values{"services": []string{"s3@us-west-2"}, "region": "ap-northeast-2", "workloads": values{"ecr_pull": []string{}}, "trusted": values{"organization_ids": []string{"o-a1b2c3d4e5"}}},
			[]string{"prod-us-west-2-starport-layer-bucket"},
			[]string{"ap-northeast-2"},
		},
		"none of AWS": {
			values{"services": []string{"s3"}, "region": "ap-northeast-2", "workloads": values{"ecr_pull": []string{"logs"}}, "trusted": values{"organization_ids": []string{"o-a1b2c3d4e5"}}, "aws_owned_resources": "none"},
			[]string{"aws:ResourceOrgID"},
			[]string{"starport"},
		},
		"auto": {
			values{"services": []string{"s3"}, "region": "ap-northeast-2", "workloads": values{"ecr_pull": []string{}}, "trusted": values{"organization_ids": []string{"o-a1b2c3d4e5"}}, "aws_owned_resources": "auto"},
			[]string{"starport"},
			nil,
		},
		"a list of AWS": {
			values{"services": []string{"s3"}, "region": "ap-northeast-2", "trusted": values{"organization_ids": []string{"o-a1b2c3d4e5"}}, "aws_owned_resources": []string{"arn:aws:s3:::prod-ap-northeast-2-starport-layer-bucket/*"}},
			[]string{`"Action":"s3:GetObject"`, "starport"},
			nil,
		},
		"targets": {
			values{"services": []string{"s3"}, "region": "ap-northeast-2", "trusted": values{"organization_ids": []string{"o-a1b2c3d4e5"}}, "targets": values{
				"data": values{"arn": "arn:aws:s3:::data", "account_id": "111122223333"}, "queue": values{"arn": "arn:aws:sqs:ap-northeast-2:111122223333:q"}, "bare": values{"service": "kms"},
			}},
			[]string{`"arn:aws:s3:::data","arn:aws:s3:::data/*"`, `"aws:ResourceAccount":"111122223333"`, "s3:ListAllMyBuckets"},
			[]string{"sqs", "kms"},
		},
		"services that call": {
			values{"services": []string{"sqs"}, "region": "ap-northeast-2", "trusted": values{"organization_paths": []string{"o-a1b2c3d4e5/r-ab12/"}}, "allow_aws_service_principals": true},
			[]string{`"aws:PrincipalIsAWSService":"true"`, `"aws:PrincipalOrgPaths":"o-a1b2c3d4e5/r-ab12/*"`},
			nil,
		},
		"more statements": {
			values{"services": []string{"sqs"}, "region": "ap-northeast-2", "trusted": values{"organization_ids": []string{"o-a1b2c3d4e5"}}, "source_policy_documents": []string{
				`{"Version": "2012-10-17", "Statement": {"Sid": "Mine", "Effect": "Deny", "Principal": "*", "Action": "sqs:DeleteQueue", "Resource": "*"}}`,
			}},
			[]string{`{"Sid":"Mine","Effect":"Deny","Principal":"*","Action":"sqs:DeleteQueue","Resource":"*"}`},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := readDocument(t, c.config)["json"].(string)
			for _, part := range c.want {
				if !strings.Contains(text, part) {
					t.Errorf("%s is not in %s", part, text)
				}
			}
			for _, part := range c.not {
				if strings.Contains(text, part) {
					t.Errorf("%s is in %s", part, text)
				}
			}
		})
	}
}

// TestPolicyDocumentTellsWhatItCannotSay holds the third outcome.
func TestPolicyDocumentTellsWhatItCannotSay(t *testing.T) {
	t.Parallel()
	china := readDocument(t, values{
		"services": []string{"s3"}, "region": "cn-north-1", "vpc_endpoint_type": "Gateway", "workloads": values{"ecr_pull": []string{}},
		"trusted": values{"organization_ids": []string{"o-a1b2c3d4e5"}},
	})
	if got := notCheckedOf(t, china); !slices.Contains(got, "POL-609 ecr-layers") {
		t.Errorf("not checked: %v", got)
	}
	open := readDocument(t, values{"services": []string{"s3"}, "region": "ap-northeast-2"})
	if got := notCheckedOf(t, open); !slices.Contains(got, "POL-602 ") || !slices.Contains(got, "POL-604 ") {
		t.Errorf("not checked: %v", got)
	}
	if got := findingsOf(t, open); !slices.Contains(got, "warning POL-601 ") {
		t.Errorf("findings: %v", got)
	}
	if at(t, open, "verdicts", "anonymous", "verdict") != "counterexample" || open["verdicts"].(values)["principal_outside"] != nil {
		t.Errorf("verdicts: %v", open["verdicts"])
	}
	// Roles are taken with a token by calls without a signature, and only those of the trusted.
	sts := readDocument(t, values{"services": []string{"sts"}, "region": "ap-northeast-2", "trusted": values{"organization_ids": []string{"o-a1b2c3d4e5"}}})
	if refused, _ := sts["refused"].([]any); len(refused) > 0 {
		t.Errorf("refused %v", refused)
	}
	if at(t, sts, "statements", 1, "sid") != "AnyoneToRoleByTokenOrganization" || at(t, sts, "verdicts", "principal_outside", "verdict") != "proved" ||
		at(t, sts, "verdicts", "resource_outside", "verdict") != "proved" {
		t.Errorf("statements %v, verdicts %v", sts["statements"], sts["verdicts"])
	}
}

func TestPolicyDocumentOrderMakesNoDifference(t *testing.T) {
	t.Parallel()
	config := imagePulls()
	config["services"] = []string{"s3", "ecr.dkr", "ecr.api", "s3"}
	if diff := cmp.Diff(readDocument(t, imagePulls())["json"], readDocument(t, config)["json"]); diff != "" {
		t.Error(diff)
	}
}

func TestPolicyDocumentOfInputThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change values
		want   []string
	}{
		"unknown service":     {values{"services": []string{"s3", "s33"}}, []string{`"services").ElementKeyInt(1)`, "nearest keys"}},
		"no endpoint policy":  {values{"services": []string{"s3", "email-smtp"}}, []string{`"services").ElementKeyInt(1)`, "take no policy"}},
		"no endpoint":         {values{"services": []string{"budgets"}}, []string{`"services").ElementKeyInt(0)`, "neither a gateway nor an interface endpoint"}},
		"no such type":        {values{"services": []string{"ecr.api"}, "vpc_endpoint_type": "Gateway"}, []string{`"services").ElementKeyInt(0)`, "no endpoint of type Gateway"}},
		"two Regions":         {values{"services": []string{"s3@us-west-2", "ecr.api"}}, []string{`"services").ElementKeyInt(1)`, "one Region"}},
		"unknown Region":      {values{"region": "moon"}, []string{"region", "moon"}},
		"unknown type":        {values{"vpc_endpoint_type": "GatewayLoadBalancer"}, []string{"vpc_endpoint_type"}},
		"misspelt trusted":    {values{"trusted": values{"organisation_ids": []string{"o-a1b2c3d4e5"}}}, []string{"trusted", "organization_ids"}},
		"nobody trusted":      {values{"trusted": values{"organization_ids": []string{}}}, []string{"trusted", "Nobody is named"}},
		"an account":          {values{"trusted": values{"account_ids": []string{"1"}}}, []string{"trusted", "trusted.account_ids[0]"}},
		"trusted of a type":   {values{"trusted": "o-a1b2c3d4e5"}, []string{"trusted"}},
		"a resource":          {values{"resources": []string{"bucket"}}, []string{`"resources").ElementKeyValue(tftypes.String<"bucket">)`, "not an ARN"}},
		"no resources":        {values{"resources": []string{}}, []string{"resources"}},
		"a target":            {values{"targets": values{"a": values{"arn": "arn:aws:s3:::a"}, "b": values{"arn": "b"}}}, []string{"targets", `targets["b"]`}},
		"a misspelt target":   {values{"targets": values{"a": values{"arm": "arn:aws:s3:::a"}}}, []string{"targets", `"arn"`}},
		"a word":              {values{"aws_owned_resources": "some"}, []string{"aws_owned_resources", "neither auto nor none"}},
		"one of AWS":          {values{"aws_owned_resources": []string{"x"}}, []string{"aws_owned_resources"}},
		"unknown workload":    {values{"workloads": values{"eks": []string{}}}, []string{`"workloads").ElementKeyString("eks")`, "is not a workload"}},
		"unknown part":        {values{"workloads": values{"ecr_pull": []string{"log"}}}, []string{`"workloads").ElementKeyString("ecr_pull")`, "optional part"}},
		"a source":            {values{"source_policy_documents": []string{"{}", "{"}}, []string{`"source_policy_documents").ElementKeyInt(0)`}},
		"a source of 2008":    {values{"source_policy_documents": []string{`{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"arn:aws:s3:::${x}/*"}}`}}, []string{`"source_policy_documents").ElementKeyInt(0)`, "2008-10-17"}},
		"too long a document": {values{"resources": manyBuckets()}, []string{"services", "more than the 20480"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			config := imagePulls()
			config["services"] = []string{"s3"}
			maps.Copy(config, c.change)
			_, problems := read(t, serve(t, nil), "vpce_policy_document", config)
			faults := 1
			if name == "a source" {
				faults = 2
			}
			if len(problems) != faults {
				t.Errorf("%d things are wrong", len(problems))
			}
			for _, part := range c.want {
				if !strings.Contains(strings.Join(problems, "\n"), part) {
					t.Errorf("%s is not in %v", part, problems)
				}
			}
		})
	}
}

func manyBuckets() []string {
	var out []string
	for i := range 300 {
		out = append(out, "arn:aws:s3:::"+strings.Repeat("a", 50+i%10)+strings.Repeat("b", 1+i/10)+"/*")
	}
	return out
}

func TestPolicyDocumentTellsAllFaultsAtOnce(t *testing.T) {
	t.Parallel()
	_, problems := read(t, serve(t, nil), "vpce_policy_document", values{
		"services": []string{"s33", "email-smtp", "s3"}, "region": "ap-northeast-2", "trusted": values{"account_ids": []string{"1"}},
		"resources": []string{"x"}, "workloads": values{"eks": []string{}}, "source_policy_documents": []string{"{"},
	})
	for _, part := range []string{`"services").ElementKeyInt(0)`, `"services").ElementKeyInt(1)`, "trusted.account_ids[0]", "resources", "workloads", `"source_policy_documents").ElementKeyInt(0)`} {
		if !strings.Contains(strings.Join(problems, "\n"), part) {
			t.Errorf("%s is not in %v", part, problems)
		}
	}
}
