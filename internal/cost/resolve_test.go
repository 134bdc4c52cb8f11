package cost

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/money"
)

func TestInputThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	with := func(change func(*Endpoint)) Input {
		e := iface("logs", 2, "10")
		change(&e)
		return one("us-east-1", e)
	}
	for name, c := range map[string]struct {
		in   Input
		want []string
	}{
		"an unknown Region": {one("us-east-9", gateway("s3", "1")), []string{`region: "us-east-9" is not a Region`}},
		"no service": {with(func(e *Endpoint) { e.Service = "" }), []string{
			`endpoints["it"].service: Say which service the endpoint is for, with service or service_name.`,
		}},
		"an unknown service": {with(func(e *Endpoint) { e.Service = "secretmanager" }), []string{
			`endpoints["it"].service: "secretmanager" is neither a service key, an alias, a display name nor a full service name; the nearest keys are secretsmanager`,
		}},
		"an unknown service name": {with(func(e *Endpoint) { e.ServiceName = "com.amazonaws.us-east-1.lgs" }), []string{
			`endpoints["it"].service_name: "com.amazonaws.us-east-1.lgs" is neither`,
		}},
		"an alias of two services": {with(func(e *Endpoint) { e.Service = "ecr" }), []string{
			`endpoints["it"].service: "ecr" stands for 2 services, [ecr.api ecr.dkr], and each endpoint is billed for itself. List one entry for each.`,
		}},
		"a service without an endpoint": {with(func(e *Endpoint) { e.Service, e.Type = "budgets", "" }), []string{
			`endpoints["it"].service: "budgets" has no VPC endpoint, so there is nothing to price.`,
		}},
		"a type that the service has not": {with(func(e *Endpoint) { e.Type = catalog.Gateway }), []string{
			`endpoints["it"].vpc_endpoint_type: "logs" has no endpoint of type "Gateway"; it has [Interface].`,
		}},
		"an endpoint service of a Region nobody knows": {with(func(e *Endpoint) {
			e.ServiceName, e.ServiceRegion = "com.amazonaws.vpce.us-east-1.vpce-svc-0aaa0aaa0aaa0aaa0", "us-wst-2"
		}), []string{
			`endpoints["it"].service_region: The service was named in Region "us-east-1"; service_region says "us-wst-2". Give one of the two.`,
		}},
		"an endpoint service of another partition": {with(func(e *Endpoint) {
			e.ServiceName = "cn.com.amazonaws.vpce.cn-north-1.vpce-svc-0aaa0aaa0aaa0aaa0"
		}), []string{
			`endpoints["it"].service_region: "us-east-1" is in partition "aws" and "cn-north-1" in "aws-cn"; no endpoint and no price list spans two partitions.`,
		}},
		"negative data": {with(func(e *Endpoint) { e.GB = gb("-1") }), []string{
			`endpoints["it"].gb_per_month: Data cannot be negative; -1 GB was given. Give the GB of a month, both directions together.`,
		}},
		"data given in bytes": {with(func(e *Endpoint) { e.GB = gb("5e12") }), []string{
			`endpoints["it"].gb_per_month: 5000000000000 GB a month is more than an exabyte. The unit is GB of 2^30 bytes; were bytes given?`,
		}},
		"more zones than the Region has": {with(func(e *Endpoint) { e.Zones = maybe.Of(7) }), []string{
			`endpoints["it"].availability_zones: Region "us-east-1" has 6 Availability Zones; 7 was given.`,
		}},
		"more subnets than the Region has zones": {with(func(e *Endpoint) {
			e.Zones, e.Subnets, e.SubnetsAttribute = maybe.Absent[int](), maybe.Of(7), "subnet_ids"
		}), []string{
			`endpoints["it"].subnet_ids: Region "us-east-1" has 6 Availability Zones; 7 was given.`,
		}},
		"zones that are not the subnets": {with(func(e *Endpoint) { e.Subnets, e.SubnetsAttribute = maybe.Of(3), "subnets" }), []string{
			`endpoints["it"].availability_zones: 2 Availability Zones do not go with 3 subnets: an endpoint has one subnet in each zone. Give one of the two.`,
		}},
		"no zone": {with(func(e *Endpoint) { e.Zones = maybe.Of(0) }), []string{
			`endpoints["it"].availability_zones: At least one Availability Zone is needed; 0 was given. Leave it out if it is not known.`,
		}},
		"a type without prices": {with(func(e *Endpoint) { e.Type = catalog.Tunnel }), []string{
			`endpoints["it"].vpc_endpoint_type: There are no prices for "Tunnel". The types that have are [Gateway GatewayLoadBalancer Interface Resource ServiceNetwork].`,
		}},
		"a quantity of none": {with(func(e *Endpoint) { e.Quantity = maybe.Of(0) }), []string{
			`endpoints["it"].quantity: A quantity from 1 to 100000 is needed; 0 was given.`,
		}},
		"a gateway endpoint to another Region": {with(func(e *Endpoint) {
			e.Service, e.Type, e.ServiceRegion = "s3", catalog.Gateway, "us-west-2"
		}), []string{
			`endpoints["it"].service_region: Only interface endpoints reach a service of another Region; this one is of type "Gateway" and its service is in "us-west-2".`,
		}},
		"two Regions for one service": {with(func(e *Endpoint) { e.Service, e.ServiceRegion = "s3@us-west-2", "eu-west-1" }), []string{
			`endpoints["it"].service_region: The service was named in Region "us-west-2"; service_region says "eu-west-1". Give one of the two.`,
		}},
		"a service of another partition": {with(func(e *Endpoint) { e.ServiceRegion = "cn-north-1" }), []string{
			`endpoints["it"].service_region: "us-east-1" is in partition "aws" and "cn-north-1" in "aws-cn"; no endpoint and no price list spans two partitions.`,
		}},
		"a service Region that does not exist": {with(func(e *Endpoint) { e.ServiceRegion = "us-west-9" }), []string{
			`endpoints["it"].service_region: "us-west-9" is not a Region`,
		}},
		"everything wrong at once": {
			func() Input {
				in := inputOf("us-east-1", map[string]Endpoint{"b": {}, "a": iface("logs", 9, "-2")})
				in.HoursPerMonth = gb("745")
				in.NAT = &NAT{Zones: maybe.Of(7)}
				in.Assumptions = map[string]bool{"inter_az_charge": true}
				in.Overrides = map[string]money.Amount{"nat_gateway_hours": amount("1")}
				return in
			}(), []string{
				`endpoints["b"].service: Say which service the endpoint is for, with service or service_name.`,
				`hours_per_month: A month has more than 0 and at most 744 hours; 745 was given.`,
				`endpoints["a"].availability_zones: Region "us-east-1" has 6 Availability Zones; 9 was given.`,
				`endpoints["a"].gb_per_month: Data cannot be negative; -2 GB was given. Give the GB of a month, both directions together.`,
				`nat_gateway.availability_zones: Region "us-east-1" has 6 Availability Zones; 7 was given.`,
				`assumptions["inter_az_charge"]: "inter_az_charge" is not an assumption of the estimate. The names are: inter_az_charged, inter_region_split_evenly, nat_inter_az_charged, nat_public_ipv4_charged, regional_nat_gb_as_zonal, resource_endpoint_hour_per_zone.`,
				`price_overrides["nat_gateway_hours"]: "nat_gateway_hours" is not an item of the price book. Nearest names: nat_gateway_hour, nat_gateway_gb, public_ipv4_hour.`,
			},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r, errs := Estimate(c.in)
			if r != nil || len(errs) != len(c.want) {
				t.Fatalf("%d errors, not %d: %v", len(errs), len(c.want), errs)
			}
			for i, want := range c.want {
				if got := errs[i].Error(); !strings.HasPrefix(got, want) || !strings.HasSuffix(got, ".") && !strings.HasSuffix(got, "?") {
					t.Errorf("got  %s\nwant %s", got, want)
				}
			}
		})
	}
}

func TestServicesAreRecognised(t *testing.T) {
	t.Parallel()
	foreign := "com.amazonaws.vpce.us-east-1.vpce-svc-0aaa0aaa0aaa0aaa0"
	for name, c := range map[string]struct {
		e    Endpoint
		want string // service, type
	}{
		"a key":                                 {Endpoint{Service: "secretsmanager"}, "secretsmanager Interface"},
		"a display name":                        {Endpoint{Service: "Secrets Manager"}, "secretsmanager Interface"},
		"a full name":                           {Endpoint{ServiceName: "com.amazonaws.us-east-1.logs"}, "logs Interface"},
		"a service with a gateway endpoint":     {Endpoint{Service: "s3"}, "s3 Gateway"},
		"the same as an interface":              {Endpoint{Service: "s3", Type: catalog.Interface}, "s3 Interface"},
		"the same in another Region":            {Endpoint{Service: "s3@us-west-2"}, "s3 Interface"},
		"an endpoint service":                   {Endpoint{ServiceName: foreign}, foreign + " Interface"},
		"an endpoint service in a design":       {Endpoint{Service: "partner", ServiceName: foreign}, foreign + " Interface"},
		"an appliance":                          {Endpoint{ServiceName: foreign, Type: catalog.GatewayLoadBalancer}, foreign + " GatewayLoadBalancer"},
		"a resource has a label and no service": {Endpoint{Service: "database", Type: catalog.Resource}, "database Resource"},
		"a service network":                     {Endpoint{Type: catalog.ServiceNetwork}, " ServiceNetwork"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.e.Zones = maybe.Of(2)
			got := mustEstimate(t, one("us-east-1", c.e)).ByEndpoint["it"]
			if text := fmt.Sprint(got.Service, " ", got.Type); text != c.want {
				t.Errorf("got %q, want %q", text, c.want)
			}
		})
	}
}

func TestSubnetsStandForZones(t *testing.T) {
	t.Parallel()
	e := Endpoint{Service: "logs", Subnets: maybe.Of(3), SubnetsAttribute: "subnets"}
	r := mustEstimate(t, one("us-east-1", e))
	if got := text(r.Total) + " " + text(r.ByEndpoint["it"].Monthly); got != "21.9 21.9" {
		t.Errorf("got %s", got)
	}
	if diff := cmp.Diff([]string(nil), judged(r)); diff != "" {
		t.Error(diff)
	}
}

func TestTheNameOfAnEndpointServiceSaysItsRegion(t *testing.T) {
	t.Parallel()
	r := mustEstimate(t, one("us-east-1", Endpoint{
		ServiceName: "com.amazonaws.vpce.us-west-2.vpce-svc-0aaa0aaa0aaa0aaa0", Zones: maybe.Of(2), GB: gb("500"),
	}))
	// 2 × 730 × 0.01 + 500 × 0.01 + 250 × 0.02 + 250 × 0.02
	if got := text(r.Total); got != "29.6" {
		t.Errorf("the total is %s, without the transfer between the Regions or with too much of it", got)
	}
	if diff := cmp.Diff([]string{"warning COST-08 it"}, judged(r)); diff != "" {
		t.Error(diff)
	}
}
