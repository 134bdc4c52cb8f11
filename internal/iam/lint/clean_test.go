package lint_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/iam/lint"
)

// cleanOptions say for which endpoint each policy of testdata/clean was written.
var cleanOptions = map[string]lint.Options{
	"s3_gateway_perimeter":       {Service: "s3", EndpointType: lint.Gateway},
	"s3_gateway_deny":            {Service: "s3", EndpointType: lint.Gateway},
	"s3_interface_access_points": {Service: "s3", EndpointType: lint.Interface},
	"ecr_pull":                   {Service: "ecr.dkr", EndpointType: lint.Interface},
	"ssm_agent":                  {Service: "ssm", EndpointType: lint.Interface},
	"ssmmessages_own_sessions":   {Service: "ssmmessages", EndpointType: lint.Interface},
	"ssmmessages":                {Service: "ssmmessages", EndpointType: lint.Interface},
	"dynamodb_gateway_tenants":   {Service: "dynamodb", EndpointType: lint.Gateway},
	"kms_units":                  {Service: "kms", EndpointType: lint.Interface},
	"sts_roles":                  {Service: "sts", EndpointType: lint.Interface},
	"logs_write":                 {Service: "logs", EndpointType: lint.Interface},
	"secretsmanager":             {Service: "secretsmanager", EndpointType: lint.Interface},
	"execute_api":                {Service: "execute-api", EndpointType: lint.Interface},
	"sqs_orders":                 {Service: "sqs", EndpointType: lint.Interface},
	"ec2_api":                    {Service: "ec2", EndpointType: lint.Interface},
}

// TestCleanPoliciesHaveNoFindings holds the linter to silence about policies as they are
// recommended, with everything known that a guardrail knows.
func TestCleanPoliciesHaveNoFindings(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/clean/*.json")
	if err != nil || len(files) != len(cleanOptions) {
		t.Fatalf("%d files, %d options, %v", len(files), len(cleanOptions), err)
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			o, ok := cleanOptions[name]
			if !ok {
				t.Fatal("no options are given")
			}
			o.Vocabulary, o.Region, o.Trusted, o.PolicySupported = words(t), "eu-west-1", true, &yes
			o.EndpointID, o.VPCID = "vpce-0123456789abcdef0", "vpc-0123456789abcdef0"
			result := lint.Text(string(text), o)
			for _, f := range result.Findings {
				t.Errorf("%s at %d:%d: %s", f.Rule, f.Line, f.Column, f.Detail)
			}
			for _, n := range result.NotChecked {
				t.Errorf("%s not checked: %s", n.Rule, n.Reason)
			}
		})
	}
}
