package provider

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/go-cty/cty"
	"github.com/hashicorp/go-cty/cty/convert"
	ctyjson "github.com/hashicorp/go-cty/cty/json"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

var updateContract = flag.Bool("update-contract", false, "rewrite what arrives of the objects of hashicorp/aws")

// contracts says which inputs take whole objects of which types. The types are those of
// hashicorp/aws 5.100, taken from `terraform providers schema -json`.
func contracts() []struct{ aws, source, attribute string } {
	const associations, placement = "vpce_route_table_associations", "vpce_subnet_placement"
	const guardrail, accounts = "vpce_endpoint_guardrail", "vpce_account_guardrail"
	return []struct{ aws, source, attribute string }{
		{"aws_subnet", associations, "subnets"},
		{"data.aws_subnet", associations, "subnets"},
		{"aws_route_table", associations, "route_tables"},
		{"aws_default_route_table", associations, "route_tables"},
		{"data.aws_route_table", associations, "route_tables"},
		{"aws_route", associations, "routes"},
		{"aws_route_table_association", associations, "route_table_associations"},
		{"aws_vpc", associations, "vpc"},
		{"data.aws_vpc", associations, "vpc"},
		{"aws_vpc_endpoint", associations, "existing_endpoints"},
		{"data.aws_vpc_endpoint", associations, "existing_endpoints"},
		{"data.aws_prefix_list", associations, "prefix_lists"},
		{"aws_ec2_managed_prefix_list", associations, "prefix_lists"},
		{"data.aws_ec2_managed_prefix_list", associations, "prefix_lists"},
		{"aws_vpc_endpoint_service", placement, "endpoint_services"},
		{"data.aws_vpc_endpoint_service", placement, "endpoint_services"},
		{"aws_vpc_endpoint", guardrail, "endpoints"},
		{"data.aws_vpc_endpoint", guardrail, "existing_endpoints"},
		{"aws_vpc", guardrail, "vpc"},
		{"aws_subnet", guardrail, "subnets"},
		{"data.aws_subnet", guardrail, "subnets"},
		{"aws_route_table", guardrail, "route_tables"},
		{"aws_security_group", guardrail, "security_groups"},
		{"aws_default_security_group", guardrail, "security_groups"},
		{"data.aws_security_group", guardrail, "security_groups"},
		{"aws_vpc_security_group_ingress_rule", guardrail, "security_group_ingress_rules"},
		{"aws_vpc_security_group_egress_rule", guardrail, "security_group_egress_rules"},
		{"aws_security_group_rule", guardrail, "security_group_ingress_rules"},
		{"aws_network_acl", guardrail, "network_acls"},
		{"aws_default_network_acl", guardrail, "network_acls"},
		{"aws_network_acl_rule", guardrail, "network_acl_rules"},
		{"aws_route53_zone", guardrail, "private_hosted_zones"},
		{"data.aws_route53_zone", guardrail, "private_hosted_zones"},
		{"aws_route53_resolver_rule", guardrail, "resolver_rules"},
		{"aws_route53_resolver_endpoint", guardrail, "resolver_endpoints"},
		{"aws_vpc_endpoint_route_table_association", guardrail, "endpoint_associations"},
		{"aws_vpc_endpoint_subnet_association", guardrail, "endpoint_associations"},
		{"aws_vpc_endpoint_security_group_association", guardrail, "endpoint_associations"},
		{"aws_vpc_endpoint_private_dns", guardrail, "endpoint_associations"},
		{"aws_vpclattice_resource_configuration", guardrail, "resource_configurations"},
		{"aws_vpc_endpoint_service", accounts, "endpoint_services"},
		{"data.aws_vpc_endpoint_service", accounts, "endpoint_services"},
	}
}

// TestWholeObjectsOfAWSFit converts an object of every type to our input, as Terraform does,
// and holds what arrives and what is dropped.
func TestWholeObjectsOfAWSFit(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	for _, c := range contracts() {
		want := element(inputType(t, c.source, c.attribute))
		from := sample(awsType(t, c.aws), c.aws)
		got, err := convert.Convert(fill(from, want), want)
		if err != nil {
			t.Errorf("%s does not fit %s.%s: %v", c.aws, c.source, c.attribute, err)
			continue
		}
		source, arrived := leaves(from), leaves(got)
		var arrives, dropped, absent []string
		for path, v := range source {
			switch w, there := arrived[path]; {
			case !there:
				dropped = append(dropped, path)
			case v != w:
				t.Errorf("%s.%s arrives as %s, was %s", c.aws, path, w, v)
			default:
				arrives = append(arrives, path)
			}
		}
		for path, v := range arrived {
			if _, there := source[path]; !there && v == "null" {
				absent = append(absent, path)
			}
		}
		fmt.Fprintf(&out, "%s -> %s.%s\n", c.aws, c.source, c.attribute)
		for _, group := range []struct {
			name  string
			paths []string
		}{{"arrives", arrives}, {"dropped", dropped}, {"not in it", absent}} {
			slices.Sort(group.paths)
			fmt.Fprintf(&out, "  %s: %s\n", group.name, strings.Join(group.paths, " "))
		}
	}
	golden := filepath.Join("testdata", "hashicorp_aws", "contract.golden")
	if *updateContract {
		if err := os.WriteFile(golden, []byte(out.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), out.String()); diff != "" {
		t.Errorf("run with -update-contract if this is meant (-want +got)\n%s", diff)
	}
}

// TestSetsWithUnknownsKeepTheirType holds what set-shaped attributes are for: given to a
// list, a set of two objects with an unknown inside gets the wrong type, and Terraform stops.
func TestSetsWithUnknownsKeepTheirType(t *testing.T) {
	t.Parallel()
	table := awsType(t, "aws_route_table")
	route := table.AttributeType("route").ElementType()
	withTarget := func(cidr string, nat cty.Value) cty.Value {
		attributes := map[string]cty.Value{}
		for name, typ := range route.AttributeTypes() {
			attributes[name] = cty.NullVal(typ)
		}
		attributes["cidr_block"], attributes["nat_gateway_id"] = cty.StringVal(cidr), nat
		return cty.ObjectVal(attributes)
	}
	attributes := sample(table, "rt").AsValueMap()
	attributes["route"] = cty.SetVal([]cty.Value{withTarget("0.0.0.0/0", cty.UnknownVal(cty.String)), withTarget("10.9.0.0/16", cty.StringVal("nat-1"))})
	want := inputType(t, "vpce_route_table_associations", "route_tables")
	got, err := convert.Convert(cty.ObjectVal(map[string]cty.Value{"a": fill(cty.ObjectVal(attributes), want.ElementType())}), want)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Type().Equals(want) {
		t.Errorf("the type is %#v", got.Type())
	}
	if !want.ElementType().AttributeType("route").IsSetType() || !got.AsValueMap()["a"].Type().AttributeType("route").IsSetType() {
		t.Error("route is not a set")
	}
}

// TestWholeObjectsOfAWSAreUnderstood sends objects as for_each makes them down the whole
// road, with the empty texts that hashicorp/aws puts in the place of null.
func TestWholeObjectsOfAWSAreUnderstood(t *testing.T) {
	t.Parallel()
	text, empty := cty.StringVal, cty.StringVal("")
	object := func(name string, attributes map[string]cty.Value) cty.Value {
		out := map[string]cty.Value{}
		for attribute, typ := range awsType(t, name).AttributeTypes() {
			out[attribute] = cty.NullVal(typ)
		}
		maps.Copy(out, attributes)
		return cty.ObjectVal(out)
	}
	subnet := func(id, zone, zoneID, cidr string, free int64) cty.Value {
		return object("data.aws_subnet", map[string]cty.Value{
			"id": text(id), "vpc_id": text("vpc-1"), "availability_zone": text(zone), "availability_zone_id": text(zoneID),
			"cidr_block": text(cidr), "ipv6_cidr_block": empty, "ipv6_native": cty.False, "available_ip_address_count": cty.NumberIntVal(free),
			"owner_id": text("111111111111"), "outpost_arn": empty,
		})
	}
	association := func(subnet string, main bool) cty.Value {
		return cty.ObjectVal(map[string]cty.Value{
			"gateway_id": empty, "main": cty.BoolVal(main), "route_table_association_id": text("rtbassoc-1"),
			"route_table_id": text("rtb"), "subnet_id": text(subnet),
		})
	}
	nat := func() cty.Value {
		out := map[string]cty.Value{}
		for name := range awsType(t, "data.aws_route_table").AttributeType("routes").ElementType().AttributeTypes() {
			out[name] = empty
		}
		out["cidr_block"], out["nat_gateway_id"] = text("0.0.0.0/0"), text("nat-1")
		return cty.ObjectVal(out)
	}
	config := map[string]cty.Value{
		"region":   text("us-east-1"),
		"services": cty.ListVal([]cty.Value{text("s3")}),
		"vpc":      object("data.aws_vpc", map[string]cty.Value{"id": text("vpc-1"), "owner_id": text("111111111111"), "main_route_table_id": text("rtb-main")}),
		"subnets": cty.ObjectVal(map[string]cty.Value{
			"a": subnet("subnet-a", "us-east-1a", "use1-az4", "10.0.1.0/24", 100),
			"b": subnet("subnet-b", "us-east-1b", "use1-az6", "10.0.2.0/24", 100),
		}),
		"route_tables": cty.ObjectVal(map[string]cty.Value{
			"private": object("data.aws_route_table", map[string]cty.Value{
				"id": text("rtb-1"), "route_table_id": text("rtb-1"), "vpc_id": text("vpc-1"),
				"routes": cty.ListVal([]cty.Value{nat()}), "associations": cty.ListVal([]cty.Value{association("subnet-a", false)}),
			}),
			"main": object("data.aws_route_table", map[string]cty.Value{
				"id": text("rtb-main"), "vpc_id": text("vpc-1"),
				"routes": cty.ListVal([]cty.Value{nat()}), "associations": cty.ListVal([]cty.Value{association("", true)}),
			}),
		}),
		"existing_endpoints": cty.ObjectVal(map[string]cty.Value{"network": object("data.aws_vpc_endpoint", map[string]cty.Value{
			"id": text("vpce-1"), "vpc_id": text("vpc-1"), "service_name": text("com.amazonaws.us-east-1.s3"), "vpc_endpoint_type": text("Gateway"),
			"route_table_ids": cty.SetVal([]cty.Value{text("rtb-1")}), "prefix_list_id": text("pl-63a5400a"),
			"cidr_blocks": cty.ListVal([]cty.Value{text("52.216.0.0/15")}), "ip_address_type": text("ipv4"), "state": text("available"),
		})}),
	}
	state := readWhole(t, "vpce_route_table_associations", config)
	if diff := cmp.Diff(values{"s3": []any{"main"}}, state["route_table_keys"]); diff != "" {
		t.Errorf("route_table_keys (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff("network", at(t, state, "associations", "s3/private", "already_served_by")); diff != "" {
		t.Errorf("already_served_by (-want +got)\n%s", diff)
	}
	want := []string{"warning GW-04 main", "warning GW-05 main", "info GW-06 private", "info GW-08 s3", "info GW-23 s3"}
	if diff := cmp.Diff(want, findingsOf(t, state)); diff != "" {
		t.Errorf("findings (-want +got)\n%s", diff)
	}
	if diff := cmp.Diff([]string{}, notCheckedOf(t, state)); diff != "" {
		t.Errorf("not_checked (-want +got)\n%s", diff)
	}

	delete(config, "existing_endpoints")
	config["services"] = cty.ListVal([]cty.Value{text("kms")})
	placed := readWhole(t, "vpce_subnet_placement", config)
	if diff := cmp.Diff([]any{"subnet-a", "subnet-b"}, at(t, placed, "placements", "kms/interface", "subnet_ids")); diff != "" {
		t.Errorf("subnet_ids (-want +got)\n%s", diff)
	}
}

// readWhole converts a configuration to the schema, as Terraform does, and reads it.
func readWhole(t *testing.T, source string, config map[string]cty.Value) values {
	t.Helper()
	server := serve(t, nil)
	schema := schemasOf(t, server).DataSourceSchemas[source]
	want := ctyType(t, schema.ValueType())
	converted := map[string]cty.Value{}
	for name, typ := range want.AttributeTypes() {
		converted[name] = cty.NullVal(typ)
		if v, given := config[name]; given {
			got, err := convert.Convert(fill(v, typ), typ)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			converted[name] = got
		}
	}
	text, err := ctyjson.Marshal(cty.ObjectVal(converted), want)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := server.ReadDataSource(context.Background(), &tfprotov6.ReadDataSourceRequest{TypeName: source, Config: &tfprotov6.DynamicValue{JSON: text}})
	if err != nil {
		t.Fatal(err)
	}
	if problems := diagnostics(resp.Diagnostics); len(problems) > 0 {
		t.Fatal(problems)
	}
	state, err := resp.State.Unmarshal(schema.ValueType())
	if err != nil {
		t.Fatal(err)
	}
	return plain(t, state).(values)
}

// awsType returns the object type of a resource or data source of hashicorp/aws.
func awsType(t *testing.T, name string) cty.Type {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("testdata", "hashicorp_aws", "types.json"))
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]json.RawMessage
	if err := json.Unmarshal(text, &all); err != nil {
		t.Fatal(err)
	}
	typ, err := ctyjson.UnmarshalType(all[name])
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return typ
}

// inputType returns the type of an attribute of one of our data sources or resources.
func inputType(t *testing.T, source, attribute string) cty.Type {
	t.Helper()
	schemas := schemasOf(t, serve(t, nil))
	schema, ok := schemas.DataSourceSchemas[source]
	if !ok {
		schema, ok = schemas.ResourceSchemas[source]
	}
	if !ok {
		t.Fatalf("there is neither a data source nor a resource %s", source)
	}
	return ctyType(t, schema.ValueType()).AttributeType(attribute)
}

func ctyType(t *testing.T, in json.Marshaler) cty.Type {
	t.Helper()
	text, err := in.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	out, err := ctyjson.UnmarshalType(text)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// element is the object type that one entry of an attribute has.
func element(t cty.Type) cty.Type {
	if t.IsMapType() {
		return t.ElementType()
	}
	return t
}

// sample makes a value of a type in which every leaf is told apart by its path.
func sample(t cty.Type, path string) cty.Value {
	switch {
	case t == cty.String:
		return cty.StringVal(path)
	case t == cty.Number:
		return cty.NumberIntVal(int64(len(path)))
	case t == cty.Bool:
		return cty.True
	case t.IsListType():
		return cty.ListVal([]cty.Value{sample(t.ElementType(), path)})
	case t.IsSetType():
		return cty.SetVal([]cty.Value{sample(t.ElementType(), path)})
	case t.IsMapType():
		return cty.MapVal(map[string]cty.Value{"key": sample(t.ElementType(), path)})
	}
	attributes := map[string]cty.Value{}
	for name, typ := range t.AttributeTypes() {
		attributes[name] = sample(typ, path+"."+name)
	}
	return cty.ObjectVal(attributes)
}

// fill puts null where an optional attribute of the wanted type is missing. Terraform does
// it in the same step as the conversion; this version of the library has no optional attributes.
func fill(v cty.Value, want cty.Type) cty.Value {
	switch {
	case v.IsNull():
		return cty.NullVal(want)
	case !v.IsKnown():
		return v
	case want.IsObjectType() && v.Type().IsObjectType():
		out := v.AsValueMap()
		for name, typ := range want.AttributeTypes() {
			if inner, there := out[name]; there {
				out[name] = fill(inner, typ)
			} else {
				if out == nil {
					out = map[string]cty.Value{}
				}
				out[name] = cty.NullVal(typ)
			}
		}
		return cty.ObjectVal(out)
	case want.IsMapType() && (v.Type().IsObjectType() || v.Type().IsMapType()):
		out := map[string]cty.Value{}
		for key, inner := range v.AsValueMap() {
			out[key] = fill(inner, want.ElementType())
		}
		return cty.ObjectVal(out)
	case (want.IsSetType() || want.IsListType()) && want.ElementType().IsObjectType() && v.LengthInt() > 0:
		var out []cty.Value
		for _, inner := range v.AsValueSlice() {
			out = append(out, fill(inner, want.ElementType()))
		}
		if v.Type().IsSetType() {
			return cty.SetVal(out)
		}
		return cty.ListVal(out)
	}
	return v
}

// leaves lists the texts, numbers and bools inside a value by path. Sets and lists count as
// one, because their samples have one element.
func leaves(v cty.Value) map[string]string {
	out := map[string]string{}
	var walk func(path string, v cty.Value)
	walk = func(path string, v cty.Value) {
		switch {
		case v.IsNull():
			out[path] = "null"
		case v.Type().IsObjectType():
			for name, inner := range v.AsValueMap() {
				walk(strings.TrimPrefix(path+"."+name, "."), inner)
			}
		case v.Type().IsCollectionType():
			for it := v.ElementIterator(); it.Next(); {
				_, inner := it.Element()
				walk(path, inner)
			}
		default:
			out[path] = v.GoString()
		}
	}
	walk("", v)
	return out
}
