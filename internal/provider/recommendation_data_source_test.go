package provider

import (
	"regexp"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
)

// TestRecommendationAnswersExactly compares one whole endpoint with what hashicorp/aws takes.
func TestRecommendationAnswersExactly(t *testing.T) {
	t.Parallel()
	state, problems := read(t, serve(t, values{"region": "ap-northeast-2"}), "vpce_recommendation", values{
		"services": []string{"s3"}, "callers": []string{"vpc", "on_premises"},
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	endpoint := at(t, state, "endpoints", "s3/interface").(values)
	delete(endpoint, "reasons")
	want := values{
		"service": "s3", "service_name": "com.amazonaws.ap-northeast-2.s3", "service_region": nil, "vpc_endpoint_type": "Interface",
		"resource_configuration_arn": nil, "service_network_arn": nil, "private_dns_enabled": true,
		"private_dns_names": []any{
			"*.s3.ap-northeast-2.amazonaws.com", "*.s3-accesspoint.ap-northeast-2.amazonaws.com", "*.s3-control.ap-northeast-2.amazonaws.com",
			"*.s3.dualstack.ap-northeast-2.amazonaws.com", "*.s3-control.dualstack.ap-northeast-2.amazonaws.com", "*.s3-accesspoint.dualstack.ap-northeast-2.amazonaws.com",
		},
		"ip_address_type": "ipv4", "ports": []any{"443"}, "policy_supported": true,
		"dns_options":           []any{values{"dns_record_ip_type": nil, "private_dns_only_for_inbound_resolver_endpoint": true}},
		"requires_route_tables": false, "requires_subnets": true, "requires_security_group": true,
	}
	if diff := cmp.Diff(want, endpoint); diff != "" {
		t.Error(diff)
	}
	for name, want := range map[string]any{
		"gateway_services": []any{"s3"}, "interface_services": []any{"s3"}, "unsupported_services": []any{}, "as_of": "2026-11-23", "region": nil,
	} {
		if diff := cmp.Diff(want, state[name]); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	gateway := at(t, state, "endpoints", "s3/gateway").(values)
	if gateway["private_dns_enabled"] != nil || gateway["requires_route_tables"] != true || len(gateway["dns_options"].([]any)) > 0 {
		t.Errorf("the gateway endpoint is %v", gateway)
	}
	finding := at(t, state, "findings", 0).(values)
	for _, name := range []string{"rule", "severity", "target", "attribute", "summary", "detail", "fix", "source"} {
		if finding[name] == "" || finding[name] == nil {
			t.Errorf("the finding has no %s: %v", name, finding)
		}
	}
}

func TestRecommendationRefusesAtTheAttribute(t *testing.T) {
	t.Parallel()
	server := serve(t, values{"region": "us-east-1"})
	for name, tc := range map[string]struct {
		config values
		want   []string
	}{
		"an unknown service": {values{"services": []string{"s3", "secretmanager"}}, []string{`AttributeName("services").ElementKeyInt(1)`, "nearest keys are secretsmanager"}},
		"an empty list":      {values{"services": []string{}}, []string{`AttributeName("services")`, "at least 1 elements"}},
		"a null element":     {values{"services": []any{"s3", nil}}, []string{`AttributeName("services").ElementKeyInt(1)`, "null"}},
		"nothing at all":     {values{}, []string{`AttributeName("services")`, "Nothing is asked for"}},
		"an unknown Region":  {values{"region": "us-esat-1", "services": []string{"s3"}}, []string{`AttributeName("region")`, "us-east-1, us-east-2"}},
		"a caller":           {values{"services": []string{"s3"}, "callers": []string{"moon"}}, []string{`AttributeName("callers")`, "on_premises"}},
		"an egress":          {values{"services": []string{"s3"}, "egress": "igw"}, []string{`AttributeName("egress")`, "internet"}},
		"a misspelt option":  {values{"services": []string{"s3"}, "service_options": values{"s3": values{"private_dns_enable": true}}}, []string{`error AttributeName("service_options"): `, `service_options["s3"].private_dns_enable: "private_dns_enable" is not known here; did you mean "private_dns_enabled"? Known are`}},
		"a misspelt null":    {values{"services": []string{"s3"}, "service_options": values{"s3": values{"fipss": nil}}}, []string{`did you mean "fips"?`}},
		"an option's type":   {values{"services": []string{"s3"}, "service_options": values{"s3": values{"fips": "yes"}}}, []string{`service_options["s3"].fips: Expected true or false, found the string "yes"`}},
		"options as a list":  {values{"services": []string{"s3"}, "service_options": []any{"s3"}}, []string{`AttributeName("service_options")`, "Expected a map or object, found a list"}},
		"a misspelt target":  {values{"targets": values{"t": values{"servce": "s3"}}}, []string{`did you mean "service"?`}},
		"an own key":         {values{"endpoint_services": values{"s3": values{}}}, []string{`AttributeName("endpoint_services").ElementKeyString("s3")`, "choose another"}},
		"a workload":         {values{"workloads": values{"eks": []any{}}}, []string{`AttributeName("workloads").ElementKeyString("eks")`, "eks_private_cluster"}},
		"everything at once": {values{"services": []string{"nope1", "nope2"}}, []string{"ElementKeyInt(0)", "ElementKeyInt(1)"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, problems := read(t, server, "vpce_recommendation", tc.config)
			says(t, problems, tc.want)
		})
	}
}

// TestRecommendationValidatesUnknowns holds that nothing unknown is an error before it is known.
func TestRecommendationValidatesUnknowns(t *testing.T) {
	t.Parallel()
	acceptance(t, resource.TestCase{Steps: []resource.TestStep{{
		Config: `
provider "vpce" { region = "us-east-1" }
resource "terraform_data" "later" { input = "s3" }
data "vpce_recommendation" "this" {
  services        = [terraform_data.later.output]
  callers         = [terraform_data.later.output == "s3" ? "vpc" : "on_premises"]
  service_options = { s3 = { callers = [terraform_data.later.output == "s3" ? "vpc" : "on_premises"] } }
}
output "keys" { value = keys(data.vpce_recommendation.this.endpoints) }
`,
		ConfigPlanChecks:  resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectUnknownOutputValue("keys")}},
		ConfigStateChecks: []statecheck.StateCheck{statecheck.ExpectKnownOutputValue("keys", knownvalue.ListExact([]knownvalue.Check{knownvalue.StringExact("s3/gateway")}))},
	}}})
}

// TestRecommendationGatesAPlan wires the answer as a module would, and gates on it.
func TestRecommendationGatesAPlan(t *testing.T) {
	t.Parallel()
	config := func(services string) string {
		return `
provider "vpce" { region = "ap-northeast-2" }
data "vpce_recommendation" "this" {
  services  = ` + services + `
  workloads = { ecr_pull = [] }
}
resource "terraform_data" "endpoints" {
  input = { for key, endpoint in data.vpce_recommendation.this.endpoints : key => endpoint.service_name }
  lifecycle {
    precondition {
      condition     = alltrue([for f in data.vpce_recommendation.this.findings : f.severity != "error"])
      error_message = join("\n", [for f in data.vpce_recommendation.this.findings : "${f.rule}: ${f.detail}"])
    }
  }
}
`
	}
	acceptance(t, resource.TestCase{Steps: []resource.TestStep{
		{
			Config: config(`["sqs"]`),
			ConfigStateChecks: []statecheck.StateCheck{
				statecheck.ExpectKnownValue("terraform_data.endpoints", tfjsonpath.New("output"), knownvalue.ObjectExact(map[string]knownvalue.Check{
					"ecr.api/interface": knownvalue.StringExact("com.amazonaws.ap-northeast-2.ecr.api"),
					"ecr.dkr/interface": knownvalue.StringExact("com.amazonaws.ap-northeast-2.ecr.dkr"),
					"s3/gateway":        knownvalue.StringExact("com.amazonaws.ap-northeast-2.s3"),
					"sqs/interface":     knownvalue.StringExact("com.amazonaws.ap-northeast-2.sqs"),
				})),
			},
		},
		{Config: config(`["sqs"]`), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()}}},
		{Config: config(`["sqs", "health"]`), ExpectError: regexp.MustCompile(`REG-23: AWS Health`)},
	}})
}
