package design

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/guardrail"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// judge runs the rules of all guardrails over the result, and joins what they find with what
// the parts said.
func (m *maker) judge() input.Errors {
	members := maps.Clone(m.q.Inputs.Members())
	delete(members, "rule_severity")
	endpoints := map[string]tree.Value{}
	for key, e := range m.Endpoints {
		endpoints[key] = m.asInput(e)
	}
	members["endpoints"] = tree.MapOf(endpoints)
	if members["account_id"] = m.q.Inputs.At("vpc").At("owner_id"); m.plan.VPC.OwnerID.IsAbsent() {
		delete(members, "account_id")
	}
	// Who asks for the service of another Region wants the endpoint that leads there.
	members["allow_cross_region"] = tree.Flag(true)
	result, errs := guardrail.Judge(guardrail.Request{
		Catalog: m.q.Catalog, Region: m.Region, Guards: rules.Guards(), Inputs: tree.MapOf(members), Overrides: m.q.Overrides,
	})
	if len(errs) > 0 {
		return errs
	}
	parts := m.q.Overrides.Apply(m.report)
	m.Findings = m.joined(parts.Findings(), result.Findings)
	m.NotChecked = m.open(parts.NotChecked(), result.NotChecked)
	m.FindingsOpen = m.Open && result.Waiting
	return nil
}

// joined are the findings of the parts, and those of the rules that say something new.
func (m *maker) joined(parts, judged []rules.Finding) []rules.Finding {
	said, ofNetwork := map[string]bool{}, map[string]bool{}
	for _, f := range parts {
		said[f.Rule+" "+f.Target] = true
		ofNetwork[f.Rule] = ofNetwork[f.Rule] || m.partOfNetwork(f.Target)
	}
	out := slices.Clone(parts)
	for _, f := range judged {
		e := m.Endpoints[f.Target]
		again := slices.Contains(ofEveryPolicy, f.Rule) || said[f.Rule+" "+f.Target] ||
			e != nil && (said[f.Rule+" "+m.wishOf[f.Target]] || said[f.Rule+" "+e.Service]) ||
			// What is wrong with a route table is told of the table, not of every gateway endpoint on it.
			e != nil && e.Type == catalog.Gateway && ofNetwork[f.Rule]
		if !again {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b rules.Finding) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), strings.Compare(a.Rule, b.Rule), strings.Compare(a.Target, b.Target))
	})
	return out
}

// ofEveryPolicy are reminders that are the same for every policy: a design has many of them, and
// its endpoints are new.
var ofEveryPolicy = []string{"POL-614", "POL-615"}

// partOfNetwork reports whether a target is a subnet or a route table.
func (m *maker) partOfNetwork(target string) bool {
	return slices.ContainsFunc(m.Network.Subnets, func(s plan.Subnet) bool { return s.Key == target }) ||
		slices.ContainsFunc(m.Network.Tables, func(t plan.Table) bool { return t.Key == target })
}

// open is what was not checked. Rules that need what a design does not take, such as the
// rules of security groups, are the guardrails' and are left to them.
func (m *maker) open(parts, judged []rules.NotChecked) []rules.NotChecked {
	said := map[string]bool{}
	for _, n := range parts {
		said[n.Rule+" "+n.Target] = true
	}
	out := slices.Clone(parts)
	for _, n := range judged {
		if said[n.Rule+" "+n.Target] || !taken(n.Rule) {
			continue
		}
		if n.Later && !m.Open { // nothing of the input is to become known: see [chosen]
			n.Reason, n.Later = "where the endpoint attaches could not be chosen", false
		}
		out = append(out, n)
	}
	slices.SortStableFunc(out, func(a, b rules.NotChecked) int {
		return cmp.Or(strings.Compare(a.Rule, b.Rule), strings.Compare(a.Target, b.Target), strings.Compare(a.Reason, b.Reason))
	})
	return slices.Compact(out)
}

// taken reports whether a design takes every input that a rule needs.
func taken(id string) bool {
	known, _ := rules.Lookup(id)
	return !slices.ContainsFunc(known.Needs, func(name string) bool {
		return name != "endpoints" && !slices.Contains(Names(), name)
	})
}

// asInput is an endpoint as a guardrail takes it. Without a vpc_id it is in the VPC of the
// network, even while that has no id yet.
func (m *maker) asInput(e *Endpoint) tree.Value {
	out := map[string]tree.Value{
		"service_name": textOf(e.ServiceName), "service_region": textOf(e.ServiceRegion),
		"vpc_endpoint_type": tree.Text(string(e.Type)), "policy": textOf(e.Policy), "auto_accept": flagOf(e.AutoAccept),
		"private_dns_enabled": flagOf(e.PrivateDNSEnabled), "ip_address_type": textOf(e.IPAddressType),
		"resource_configuration_arn": textOf(e.ResourceConfigurationARN), "service_network_arn": textOf(e.ServiceNetworkARN),
		"security_group_ids": textsOf(e.SecurityGroupIDs),
	}
	if m.entry(e) != nil {
		out["endpoint_service"] = tree.Text(e.Service)
	}
	switch e.Type {
	case catalog.Resource:
		out["resource_configuration"] = tree.Text(e.Service)
	case catalog.ServiceNetwork:
		out["service_network"] = tree.Text(e.Service)
	case catalog.Gateway:
		out["route_tables"] = chosen(e.RouteTables)
	case catalog.Interface, catalog.GatewayLoadBalancer, catalog.Tunnel:
	}
	if e.Type != catalog.Gateway {
		out["subnets"] = chosen(e.Subnets)
	}
	if dns := e.DNSOptions; dns != nil {
		out["dns_options"] = tree.ListOf([]tree.Value{tree.MapOf(map[string]tree.Value{
			"dns_record_ip_type": textOf(dns.RecordIPType), "private_dns_only_for_inbound_resolver_endpoint": flagOf(dns.InboundOnly),
		})})
	}
	return tree.MapOf(out)
}

// chosen are keys. Where none could be chosen, what is missing is said already, and rules are
// not to take it for an endpoint without any.
func chosen(keys maybe.Value[[]string]) tree.Value {
	list, known := keys.Get()
	if !known {
		return tree.NotKnown()
	}
	out := make([]tree.Value, len(list))
	for i, key := range list {
		out[i] = tree.Text(key)
	}
	return tree.ListOf(out)
}

func textOf(t plan.Text) tree.Value {
	text, given := t.Get()
	switch {
	case given:
		return tree.Text(text)
	case t.IsUnknown():
		return tree.NotKnown()
	}
	return tree.Value{}
}

func flagOf(f plan.Flag) tree.Value {
	flag, given := f.Get()
	switch {
	case given:
		return tree.Flag(flag)
	case f.IsUnknown():
		return tree.NotKnown()
	}
	return tree.Value{}
}

func textsOf(list plan.Texts) tree.Value {
	texts, given := list.Get()
	switch {
	case list.IsUnknown():
		return tree.NotKnown()
	case !given:
		return tree.Value{}
	}
	out := make([]tree.Value, len(texts))
	for i, t := range texts {
		out[i] = textOf(t)
	}
	return tree.ListOf(out)
}
