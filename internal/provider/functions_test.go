package provider

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"
)

func TestFunctions(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		function  string
		arguments []any
		want      any
		err       string
	}{
		"a name":                     {"service_name", []any{"logs", "ap-northeast-2"}, "com.amazonaws.ap-northeast-2.logs", ""},
		"a name in China":            {"service_name", []any{"ecr.api", "cn-north-1"}, "cn.com.amazonaws.cn-north-1.ecr.api", ""},
		"a name without a Region":    {"service_name", []any{"iam", "ap-northeast-2"}, "com.amazonaws.iam", ""},
		"of another Region":          {"service_name", []any{"s3@us-west-2", "ap-northeast-2"}, "com.amazonaws.us-west-2.s3", ""},
		"two names":                  {"service_name", []any{"s3", "cn-north-1"}, nil, "use service_name_for"},
		"an alias of two":            {"service_name", []any{"ecr", "us-east-1"}, nil, `"ecr" stands for ecr.api, ecr.dkr; name one of them`},
		"a service without endpoint": {"service_name", []any{"health", "us-east-1"}, nil, "has no VPC endpoint. Instead: "},
		"an unknown service":         {"service_name", []any{"secretmanager", "us-east-1"}, nil, "nearest keys are secretsmanager"},
		"an unknown Region":          {"service_name", []any{"s3", "us-esat-1"}, nil, `"us-esat-1" is not a Region; known are`},
		"a name not known":           {"service_name", []any{"wickr", "us-east-1"}, nil, "is not known"},
		"an endpoint service":        {"service_name", []any{"com.amazonaws.vpce.us-east-1.vpce-svc-0a", "us-east-1"}, nil, "describe it in endpoint_services"},
		"a name for a type":          {"service_name_for", []any{"s3", "cn-north-1", "Interface"}, "cn.com.amazonaws.cn-north-1.s3", ""},
		"a name for the other type":  {"service_name_for", []any{"s3", "cn-north-1", "Gateway"}, "com.amazonaws.cn-north-1.s3", ""},
		"a type it has not":          {"service_name_for", []any{"sqs", "us-east-1", "Gateway"}, nil, "has no endpoint of type Gateway; it has Interface"},
		"no such type":               {"service_name_for", []any{"sqs", "us-east-1", "gateway"}, nil, "value must be one of"},
		"types":                      {"endpoint_types", []any{"s3", "us-east-1"}, []any{"Gateway", "Interface"}, ""},
		"types where not offered":    {"endpoint_types", []any{"s3express", "eu-central-2"}, []any{}, ""},
		"types of no endpoint":       {"endpoint_types", []any{"health", "us-east-1"}, []any{}, ""},
		"types not evidenced":        {"endpoint_types", []any{"s3", "us-gov-west-1"}, []any{"Gateway", "Interface"}, ""},
		"DNS names":                  {"private_dns_names", []any{"kinesis-streams", "us-east-1"}, []any{"kinesis.us-east-1.amazonaws.com", "*.data-kinesis.us-east-1.amazonaws.com", "*.control-kinesis.us-east-1.amazonaws.com"}, ""},
		"no DNS names":               {"private_dns_names", []any{"dynamodb", "us-east-1"}, []any{}, ""},
		"DNS names not known":        {"private_dns_names", []any{"codecatalyst", "us-east-1"}, nil, ""},
		"a parsed name":              {"service_parse", []any{"com.amazonaws.us-east-1.ecr.dkr"}, values{"service": "ecr.dkr", "region": "us-east-1", "partition": "aws", "kind": "aws"}, ""},
		"a parsed endpoint service":  {"service_parse", []any{"com.amazonaws.vpce.us-east-1.vpce-svc-0a"}, values{"service": "vpce-svc-0a", "region": "us-east-1", "partition": "aws", "kind": "endpoint_service"}, ""},
		"anything parsed":            {"service_parse", []any{"anything"}, values{"service": nil, "region": nil, "partition": nil, "kind": "unknown"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := call(t, tc.function, tc.arguments...)
			if tc.err != "" {
				if !strings.Contains(err, tc.err) {
					t.Errorf("no %q in %q", tc.err, err)
				}
				return
			}
			if err != "" {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestFunctionsWithTerraform(t *testing.T) {
	t.Parallel()
	acceptance(t, resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_8_0)},
		Steps: []resource.TestStep{
			{
				Config: `
output "known" { value = provider::vpce::service_name("logs", "ap-northeast-2") }
output "dns"   { value = provider::vpce::private_dns_names("ecr.dkr", "us-east-1") }
output "null"  { value = provider::vpce::private_dns_names("codecatalyst", "us-east-1") == null }
`,
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownOutputValue("known", knownvalue.StringExact("com.amazonaws.ap-northeast-2.logs")),
					statecheck.ExpectKnownOutputValue("dns", knownvalue.ListExact([]knownvalue.Check{
						knownvalue.StringExact("dkr.ecr.us-east-1.amazonaws.com"), knownvalue.StringExact("*.dkr.ecr.us-east-1.amazonaws.com"),
					})),
					statecheck.ExpectKnownOutputValue("null", knownvalue.Bool(true)),
				},
			},
			{
				Config:      `output "null" { value = provider::vpce::service_name(null, "ap-northeast-2") }`,
				ExpectError: regexp.MustCompile(`argument must not be null`),
			},
			{
				Config:      `output "bad" { value = provider::vpce::service_name("secretmanager", "ap-northeast-2") }`,
				ExpectError: regexp.MustCompile(`secretsmanager`),
			},
			{
				Config: `
resource "terraform_data" "later" { input = "logs" }
output "unknown" { value = provider::vpce::service_name(terraform_data.later.output, "ap-northeast-2") }
`,
				ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectUnknownOutputValue("unknown")}},
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectKnownOutputValue("unknown", knownvalue.StringExact("com.amazonaws.ap-northeast-2.logs")),
				},
			},
		},
	})
}
