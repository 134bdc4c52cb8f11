package plan

import (
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/quota"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// Names lists the inputs that [Read] knows, sorted.
func Names() []string {
	names := append(PolicyNames(),
		"account_id", "accounts_by_organization", "allow_cross_region", "allowed_account_ids", "allowed_regions",
		"assume_allow_multi_region", "caller_cidr_blocks", "callers", "endpoint_associations", "endpoint_services", "endpoints",
		"existing_endpoints", "network_acl_rules", "network_acls", "opted_in_regions", "organization_ids", "prefix_lists",
		"private_hosted_zones", "quota_usage", "quotas", "region", "require_fips", "require_policy", "resolver_endpoints",
		"resolver_rules", "resource_configurations", "resource_policies", "route_table_associations", "route_tables", "routes",
		"security_group_egress_rules", "security_group_ingress_rules", "security_groups", "service_networks", "service_options",
		"services", "subnets", "targets", "vpc", "vpc_owner_id", "vpcs", "workloads", "zone_ids",
	)
	slices.Sort(names)
	return names
}

// Read gives the inputs of a guardrail their meaning, or says what makes them unusable. The
// network is resolved already; what only ids name is added to it.
func Read(c *catalog.Catalog, region catalog.Region, network Network, in tree.Value) (*Plan, input.Errors) {
	r := &reader{
		Plan: &Plan{Catalog: c, Region: region, Network: network, Options: map[string]Option{}},
		in:   in,
	}
	r.vpc()
	r.indexNetwork()
	r.securityGroups()
	r.acls()
	r.names()
	r.led()
	r.Endpoints = r.endpoints("endpoints", true)
	r.Existing = r.endpoints("existing_endpoints", false)
	r.dropExisting()
	r.associations()
	r.settleGroups()
	r.wishes()
	r.targets()
	r.callers()
	r.options()
	r.spokes()
	r.stated()
	r.policies()
	r.ResourcePolicies = tree.Members(in.At("resource_policies"), tree.Value.AsText)
	r.Quotas, r.Usage = r.amounts("quotas"), r.amounts("quota_usage")
	r.laterQuotas, r.laterUsage = r.laterAmounts("quotas"), r.laterAmounts("quota_usage")
	return r.Plan, r.errs
}

// reader carries one reading.
type reader struct {
	*Plan
	in   tree.Value
	errs input.Errors
	// subnet, table and group find things by key and by id.
	subnet, table, group index
	// ingress and egress are rules that stand apart from their security groups.
	ingress, egress apart
	// services, resources and networks find what endpoints lead to, by key.
	services  map[string]*EndpointService
	resources map[string]*ResourceConfiguration
	networks  map[string]*ServiceNetwork
}

// entries returns a map input by its keys, sorted; nil where it is not given.
func (r *reader) entries(name string) ([]string, map[string]tree.Value) {
	members := r.in.At(name).Members()
	return slices.Sorted(maps.Keys(members)), members
}

// each reads a map input into a list in the order of its keys.
func each[T any](r *reader, name string, read func(key string, at input.Path, v tree.Value) T) maybe.Value[[]T] {
	switch r.in.At(name).Kind() {
	case tree.Unknown:
		return maybe.Unknown[[]T]()
	case tree.Null:
		return maybe.Absent[[]T]()
	}
	if !Expect(r.in.At(name), input.At(name), &r.errs, tree.Map) {
		return maybe.Absent[[]T]()
	}
	keys, members := r.entries(name)
	out := make([]T, 0, len(keys))
	for _, key := range keys {
		at := input.At(name).Key(key)
		if members[key].Kind() == tree.Null {
			r.errs.Add(at, "This entry is null, which says nothing about it. Leave it out, or give it a value.")
			continue
		}
		out = append(out, read(key, at, members[key]))
	}
	return maybe.Of(out)
}

// vpc reads the VPC as a whole.
func (r *reader) vpc() {
	v := r.in.At("vpc")
	blocks := tree.Elements(v.At("cidr_block_associations"), func(v tree.Value) Text {
		if state := v.Text("state").Or("associated"); state != "associated" && state != "associating" {
			return Text{}
		}
		return v.Text("cidr_block")
	})
	r.VPC = VPC{
		ID: v.Text("id"), OwnerID: v.Text("owner_id"), IPv6CIDRBlock: v.Text("ipv6_cidr_block"),
		DNSSupport: v.Flag("enable_dns_support"), DNSHostnames: v.Flag("enable_dns_hostnames"),
		DefaultSecurityGroupID: v.Text("default_security_group_id"), DefaultACLID: v.Text("default_network_acl_id"),
		DomainNameServers: v.Texts("domain_name_servers"), CIDRBlocks: blocks,
	}
	if primary := v.Text("cidr_block"); !primary.IsAbsent() {
		list := []Text{primary}
		for _, block := range blocks.Or(nil) {
			if block.IsGiven() && block != primary || block.IsUnknown() {
				list = append(list, block)
			}
		}
		r.VPC.CIDRBlocks = maybe.Of(list)
	}
}

// stated reads what the caller allows and demands.
func (r *reader) stated() {
	in := r.in
	r.Stated = Stated{
		AllowedRegions: in.Texts("allowed_regions"), AllowCrossRegion: in.Flag("allow_cross_region"),
		AssumeAllowMultiRegion: in.Flag("assume_allow_multi_region"), OptedInRegions: in.Texts("opted_in_regions"),
		RequireFIPS: in.Flag("require_fips"), AccountID: in.Text("account_id"), AllowedAccountIDs: in.Texts("allowed_account_ids"),
		OrganizationIDs: in.Texts("organization_ids"), VPCOwnerID: in.Text("vpc_owner_id"), RequirePolicy: in.Flag("require_policy"),
		AccountsByOrganization: tree.Members(in.At("accounts_by_organization"), tree.Value.AsTexts),
	}
	for _, name := range []string{"allowed_regions", "opted_in_regions"} {
		for _, word := range in.Texts(name).Or(nil) {
			if code, given := word.Get(); given {
				if _, known := r.Catalog.Region(code); !known {
					r.errs.Add(input.At(name).Element(code), "%s.", r.Catalog.UnknownRegion(code))
				}
			}
		}
	}
	r.account(input.At("account_id"), r.Stated.AccountID)
	r.account(input.At("vpc_owner_id"), r.Stated.VPCOwnerID)
	for _, id := range r.Stated.AllowedAccountIDs.Or(nil) {
		r.account(input.At("allowed_account_ids").Element(id.Or("")), id)
	}
	organizations := slices.Clone(r.Stated.OrganizationIDs.Or(nil))
	byOrganization := r.Stated.AccountsByOrganization.Or(nil)
	for _, organization := range slices.Sorted(maps.Keys(byOrganization)) {
		at := input.At("accounts_by_organization").Key(organization)
		r.organization(at, maybe.Of(organization))
		for _, id := range byOrganization[organization].Or(nil) {
			r.account(at.Element(id.Or("")), id)
		}
	}
	for _, id := range organizations {
		r.organization(input.At("organization_ids").Element(id.Or("")), id)
	}
}

// account refuses what is not the id of an account.
func (r *reader) account(at input.Path, id Text) {
	if text, given := id.Get(); given && (len(text) != 12 || strings.Trim(text, "0123456789") != "") {
		r.errs.Add(at, "%q is not an account id; such an id has 12 digits, and is written as a string so that zeros in front stay.", text)
	}
}

// organization refuses what is not the id of an organisation.
func (r *reader) organization(at input.Path, id Text) {
	text, given := id.Get()
	if !given {
		return
	}
	rest, ok := strings.CutPrefix(text, "o-")
	if !ok || len(rest) < 10 || len(rest) > 32 || strings.Trim(rest, "abcdefghijklmnopqrstuvwxyz0123456789") != "" {
		r.errs.Add(at, "%q is not the id of an organisation; such an id is o- and 10 to 32 lower-case letters or digits.", text)
	}
}

// amounts reads a map of whole numbers by the names of quotas.
func (r *reader) amounts(name string) map[string]int64 {
	keys, members := r.entries(name)
	out := make(map[string]int64, len(keys))
	for _, key := range keys {
		n := members[key].AsWhole()
		if v, given := n.Get(); given {
			out[key] = v
		} else if members[key].Given() {
			r.errs.Add(input.At(name).Key(key), "A whole number is needed.")
		}
	}
	quota.Check(name, out, &r.errs)
	return out
}
