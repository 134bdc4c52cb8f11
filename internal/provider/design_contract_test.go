package provider

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/go-cty/cty"
	"github.com/hashicorp/go-cty/cty/convert"
)

// version6 gives a recorded type of hashicorp/aws 5.100 what version 6 added to what we read
// and write: the argument region of everything that is in a Region, and two dns_options. From
// internal/service/ec2/vpc_endpoint.go of hashicorp/terraform-provider-aws, version 6.28 and later.
func version6(name string, recorded cty.Type) cty.Type {
	attributes := maps.Clone(recorded.AttributeTypes())
	if !strings.HasSuffix(name, "aws_route53_zone") {
		attributes["region"] = cty.String
	}
	if name == "aws_vpc_endpoint" {
		options := maps.Clone(recorded.AttributeType("dns_options").ElementType().AttributeTypes())
		options["private_dns_preference"], options["private_dns_specified_domains"] = cty.String, cty.Set(cty.String)
		attributes["dns_options"] = cty.List(cty.Object(options))
	}
	return cty.Object(attributes)
}

// majors are the shapes of a type in the major versions of hashicorp/aws that are in use.
func majors(t *testing.T, name string) map[string]cty.Type {
	t.Helper()
	recorded := awsType(t, name)
	return map[string]cty.Type{"5.100": recorded, "6": version6(name, recorded)}
}

// TestDesignEndpointsFitTheResource converts every attribute of an endpoint of the design to
// the argument of aws_vpc_endpoint with its name, as Terraform does where it is wired.
func TestDesignEndpointsFitTheResource(t *testing.T) {
	t.Parallel()
	for _, output := range []string{"endpoints", "gateway_endpoints", "interface_endpoints"} {
		answer := element(inputType(t, "vpce_design", output))
		for major, resource := range majors(t, "aws_vpc_endpoint") {
			t.Run(output+" "+major, func(t *testing.T) {
				t.Parallel()
				ours := wired(t, answer, resource)
				if diff := cmp.Diff([]string{"reasons", "route_tables", "service", "subnets"}, ours); diff != "" {
					t.Errorf("attributes that are no arguments (-want +got)\n%s", diff)
				}
				var open []string
				for name := range resource.AttributeTypes() {
					if !answer.HasAttribute(name) {
						open = append(open, name)
					}
				}
				slices.Sort(open)
				// Computed, or the user's own; region is that of the provider, and of the design.
				want := []string{
					"arn", "cidr_blocks", "dns_entry", "id", "network_interface_ids", "owner_id", "prefix_list_id", "region",
					"requester_managed", "state", "subnet_configuration", "tags", "tags_all", "timeouts",
				}
				if major != "6" {
					want = slices.DeleteFunc(want, func(name string) bool { return name == "region" })
				}
				if diff := cmp.Diff(want, open); diff != "" {
					t.Errorf("arguments that the design does not answer (-want +got)\n%s", diff)
				}
				block := wired(t, answer.AttributeType("dns_options").ElementType(), resource.AttributeType("dns_options").ElementType())
				if len(block) > 0 {
					t.Errorf("dns_options has no arguments %q", block)
				}
			})
		}
	}
}

// TestDesignRulesFitTheResources does the same for the rules of security groups.
func TestDesignRulesFitTheResources(t *testing.T) {
	t.Parallel()
	answer := element(inputType(t, "vpce_design", "security_group_rules"))
	for _, name := range []string{"aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"} {
		for major, resource := range majors(t, name) {
			// Which resource it is, and a name that a data source makes an id of.
			if diff := cmp.Diff([]string{"prefix_list_name", "type"}, wired(t, answer, resource)); diff != "" {
				t.Errorf("%s of %s: attributes that are no arguments (-want +got)\n%s", name, major, diff)
			}
		}
	}
}

// wired converts values of every attribute that both types have, and lists those that only
// ours has.
func wired(t *testing.T, answer, resource cty.Type) []string {
	t.Helper()
	only := []string{}
	for name, typ := range answer.AttributeTypes() {
		if !resource.HasAttribute(name) {
			only = append(only, name)
			continue
		}
		if typ.IsListType() && typ.ElementType().IsObjectType() {
			continue // a block, which is wired attribute by attribute
		}
		want := resource.AttributeType(name)
		given := sample(typ, name)
		for kind, v := range map[string]cty.Value{"a value": given, "null": cty.NullVal(typ), "an unknown value": cty.UnknownVal(typ)} {
			got, err := convert.Convert(v, want)
			if err != nil {
				t.Errorf("%s of %s does not fit: %v", kind, name, err)
				continue
			}
			if !got.Type().Equals(want) || got.IsNull() != v.IsNull() || got.IsKnown() != v.IsKnown() {
				t.Errorf("%s of %s arrives as %#v", kind, name, got)
			}
		}
		if got, err := convert.Convert(given, want); err == nil {
			if diff := cmp.Diff(leaves(given), leaves(got)); diff != "" {
				t.Errorf("%s changes on its way (-want +got)\n%s", name, diff)
			}
		}
	}
	slices.Sort(only)
	return only
}

// TestDesignTakesWhatThePartsTake holds that the contracts of the parts are the design's.
func TestDesignTakesWhatThePartsTake(t *testing.T) {
	t.Parallel()
	for part, names := range map[string][]string{
		"vpce_route_table_associations": {"vpc", "subnets", "route_tables", "routes", "route_table_associations", "prefix_lists", "existing_endpoints", "zone_ids"},
		"vpce_subnet_placement":         {"endpoint_services", "resource_configurations"},
	} {
		for _, name := range names {
			if ours, theirs := inputType(t, "vpce_design", name), inputType(t, part, name); !ours.Equals(theirs) {
				t.Errorf("%s of vpce_design is %#v, of %s %#v", name, ours, part, theirs)
			}
		}
	}
}

// TestWholeObjectsOfVersion6Fit converts objects of the newest major version to our inputs.
// What it added and we read arrives; the rest is dropped, and nothing is refused.
func TestWholeObjectsOfVersion6Fit(t *testing.T) {
	t.Parallel()
	read := map[string][]string{}
	for _, c := range contracts() {
		from := sample(version6(c.aws, awsType(t, c.aws)), c.aws)
		want := element(inputType(t, c.source, c.attribute))
		got, err := convert.Convert(fill(from, want), want)
		if err != nil {
			t.Errorf("%s of version 6 does not fit %s.%s: %v", c.aws, c.source, c.attribute, err)
			continue
		}
		source, arrived, recorded := leaves(from), leaves(got), leaves(sample(awsType(t, c.aws), c.aws))
		for path, v := range source {
			if _, old := recorded[path]; old {
				continue
			}
			if w, there := arrived[path]; there && w != v {
				t.Errorf("%s.%s arrives as %s, was %s", c.aws, path, w, v)
			} else if there && !slices.Contains(read[path], c.aws) {
				read[path] = append(read[path], c.aws)
			}
		}
	}
	for path := range read {
		slices.Sort(read[path])
	}
	endpoint := []string{"aws_vpc_endpoint"}
	want := map[string][]string{
		"region":                             {"aws_vpc_endpoint", "aws_vpc_endpoint_service", "data.aws_vpc_endpoint"},
		"dns_options.private_dns_preference": endpoint,
		"dns_options.private_dns_specified_domains": endpoint,
	}
	if diff := cmp.Diff(want, read); diff != "" {
		t.Errorf("attributes of version 6 that are read, by the objects that have them (-want +got)\n%s", diff)
	}
}
