package design_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/design"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// What cannot be used is an error at its place, and all of it at once.
func TestUnusableInput(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		text string
		want []string
	}{
		"an unknown service":           {`{"region": "us-east-1", "services": ["secretmanager"]}`, []string{`services[0]: "secretmanager" is neither`}},
		"data of a service not asked":  {`{"region": "us-east-1", "services": ["s3"], "gb_per_month": {"sqs": 1}}`, []string{`gb_per_month["sqs"]: "sqs" is neither an endpoint of this design nor a service that is asked for`}},
		"negative data":                {`{"region": "us-east-1", "services": ["sqs"], "gb_per_month": {"sqs": -1}}`, []string{`gb_per_month["sqs"]: Data cannot be negative`}},
		"a text for data":              {`{"region": "us-east-1", "services": ["sqs"], "gb_per_month": {"sqs": "1"}}`, []string{`gb_per_month["sqs"]: A number is needed here, and this is a string`}},
		"no data":                      {`{"region": "us-east-1", "services": ["sqs"], "gb_per_month": {"sqs": null}}`, []string{`gb_per_month["sqs"]: This entry is null`}},
		"no such objective":            {`{"region": "us-east-1", "services": ["sqs"], "objective": "best"}`, []string{`objective: "best" is not allowed here; use private, cheapest`}},
		"cheapest without NAT":         {`{"region": "us-east-1", "services": ["sqs"], "objective": "cheapest"}`, []string{"nat_gateway: objective is cheapest"}},
		"a wrong name for NAT":         {`{"region": "us-east-1", "services": ["sqs"], "nat_gateway": {"zones": 2}}`, []string{`nat_gateway.zones: "zones" is not known here`}},
		"half a zone of NAT":           {`{"region": "us-east-1", "services": ["sqs"], "nat_gateway": {"availability_zones": 1.5}}`, []string{"nat_gateway.availability_zones: A whole number of zones is needed"}},
		"too many hours":               {`{"region": "us-east-1", "services": ["sqs"], "hours_per_month": 800}`, []string{"hours_per_month: A month has more than 0 and at most 744 hours"}},
		"no price of that name":        {`{"region": "us-east-1", "services": ["sqs"], "price_overrides": {"interface_hour": 1}}`, []string{`price_overrides["interface_hour"]`}},
		"no zones":                     {`{"region": "us-east-1", "services": ["sqs"], "minimum_availability_zones": 0}`, []string{"minimum_availability_zones: A whole number from 1 is needed"}},
		"a wrong kind":                 {`{"region": "us-east-1", "services": ["sqs"], "security_group_ids": "sg-1", "fips": "yes"}`, []string{"security_group_ids: A list is needed here", "fips: A bool is needed here"}},
		"a wrong option":               {`{"region": "us-east-1", "services": ["sqs"], "service_options": {"sqs": {"fips": 1, "callers": "vpc"}}}`, []string{`service_options["sqs"].fips: A bool is needed`, `service_options["sqs"].callers: A list is needed`}},
		"an organisation that is none": {private([]string{"sqs"}, `, "trusted": {"organization_ids": ["example"]}`), []string{`trusted.organization_ids["example"]`}},
		"lists for maps":               {`{"region": "us-east-1", "services": ["s3"], "subnets": [{}], "route_tables": "rtb-1", "workloads": ["ecr_pull"], "vpc": "vpc-1", "callers": "vpc"}`, []string{"subnets: A map is needed here", "route_tables: A map is needed here", "workloads: A map is needed here", "vpc: A map is needed here", "callers: A list is needed here"}},
		"nothing about a subnet":       {`{"region": "us-east-1", "services": ["s3"], "subnets": {"a": null}}`, []string{`subnets["a"]: This entry is null`}},
		"a subnet without its table":   {`{"region": "us-east-1", "services": ["s3"], "subnets": {"a": {"route_table": "none"}}, "route_tables": {}}`, []string{`subnets["a"].route_table`}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, errs := try(t, parsed(t, tc.text))
			for _, want := range tc.want {
				if !slices.ContainsFunc(errs, func(e input.Error) bool { return strings.Contains(e.Error(), want) }) {
					t.Errorf("no error has %q: %v", want, errs)
				}
			}
		})
	}
}

// What decides the endpoints has to be known; what they attach to need not be.
func TestUndecided(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`{"region": "us-east-1", "services": ["s3"]}`:                                                                         "",
		`{"region": "us-east-1", "services": ["s3", "(known after apply)"]}`:                                                  "services",
		`{"region": "(known after apply)", "services": ["s3"]}`:                                                               "region",
		`{"region": "us-east-1", "services": ["s3"], "subnets": "(known after apply)", "vpc": {"id": "(known after apply)"}}`: "",
		`{"region": "us-east-1", "gb_per_month": {"s3": "(known after apply)"}}`:                                              "",
		`{"region": "us-east-1", "gb_per_month": {"s3": "(known after apply)"}, "objective": "cheapest"}`:                     "gb_per_month",
		`{"endpoint_services": {"ours": {"service_name": "(known after apply)"}}}`:                                            `endpoint_services["ours"].service_name`,
		`{"endpoint_services": {"ours": {"service_name": "(known after apply)", "region": "us-east-1"}}}`:                     "",
		`{"endpoint_services": {"ours": {"service_type": "(known after apply)"}}}`:                                            `endpoint_services["ours"].service_type`,
		`{"endpoint_services": "(known after apply)"}`:                                                                        "endpoint_services",
		`{"service_options": {"s3": {"policy": "(known after apply)"}}}`:                                                      "",
		`{"service_options": {"s3": {"fips": "(known after apply)"}}}`:                                                        `service_options["s3"].fips`,
		`{"targets": {"t": {"arn": "(known after apply)"}}}`:                                                                  `targets["t"].arn`,
		`{"targets": {"t": {"arn": "(known after apply)", "service": "dynamodb", "region": "us-east-1"}}}`:                    "",
	} {
		if got := design.Undecided(parsed(t, text)); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// The proven minimum stays that of all services, with what is left on NAT.
func TestCheapestKeepsItsMinimum(t *testing.T) {
	t.Parallel()
	d := designed(t, private([]string{"s3", "sqs", "kinesis-streams", "sts"}, `, "objective": "cheapest", "egress": "nat", "nat_gateway": {"availability_zones": 3}, "gb_per_month": {"sqs": 10, "kinesis-streams": 5000, "sts": 1, "s3": 1000}`))
	if c := d.Cost.Cheapest; c == nil || !slices.Equal(c.LeftOnNAT, d.LeftOnNAT) || len(d.LeftOnNAT) != 2 {
		t.Errorf("cheapest %v, left on NAT %v", c, d.LeftOnNAT)
	}
}

// Two places of callers with one range need one rule, and descriptions have what EC2 takes.
func TestRulesAreThereOnce(t *testing.T) {
	t.Parallel()
	d := designed(t, `{"region": "us-east-1", "services": ["sqs"], "callers": ["peered_vpc", "transit_gateway"],
		"caller_cidr_blocks": {"peered_vpc": ["10.1.0.0/16"], "transit_gateway": ["10.1.0.0/16", "10.2.0.0/16"]}}`)
	if got := keys(d.SecurityGroupRules); !slices.Equal(got, []string{"ingress/443/peered_vpc", "ingress/443/transit_gateway/10.2.0.0/16"}) {
		t.Errorf("rules %v", got)
	}
	korean := designed(t, `{"region": "us-east-1", "services": ["sqs"], "subnets": {"앱": {"cidr_block": "10.0.0.0/24"}}}`)
	if rule := korean.SecurityGroupRules["ingress/443/앱"]; rule.Description != "TCP 443 from subnet _" {
		t.Errorf("description %q", rule.Description)
	}
}

// FuzzMake holds that any input is answered or refused, the same way each time.
func FuzzMake(f *testing.F) {
	for _, seed := range []string{
		private([]string{"s3", "sqs"}, `, "callers": ["vpc", "on_premises"], "caller_cidr_blocks": {"on_premises": ["10.0.0.0/8"]}`),
		`{"region": "us-east-1", "endpoint_services": {"p": {"service_name": "(known after apply)"}}, "subnets": {"a": null}}`,
		`{"region": "cn-north-1", "services": ["ec2@us-east-1"], "workloads": {"ecr_pull": "x"}}`,
		`{"region": "us-east-1", "services": {"a": 1}, "trusted": [], "vpc": "vpc-1", "targets": {"t": {"arn": "arn:aws:s3:::b"}}}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		in, err := tree.FromJSON([]byte(text))
		if err != nil || in.Kind() != tree.Map {
			return
		}
		members := in.Members()
		if _, known := in.At("region").RawText(); !known {
			members = map[string]tree.Value{"region": tree.Text("us-east-1")}
			for name, v := range in.Members() {
				if name != "region" {
					members[name] = v
				}
			}
		}
		again := tree.MapOf(members)
		if region := again.Text("region").Or(""); region != "us-east-1" && region != "cn-north-1" {
			return
		}
		first, errs := try(t, again)
		second, more := try(t, again)
		if len(errs) != len(more) || first != nil && len(first.Findings) != len(second.Findings) {
			t.Errorf("twice the same input, and other answers: %v, %v", errs, more)
		}
	})
}
