package plan

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/tree"
)

// indexNetwork makes the network's parts findable.
func (r *reader) indexNetwork() {
	n := &r.Network
	r.subnet = newIndex("subnets", n.SubnetsGiven.Or(false), func(key string, id Text) int {
		n.Subnets = append(n.Subnets, Subnet{
			Key: key, ID: id, Table: None, TableMissing: "subnets does not list it",
			Zone: Zoned{Missing: "subnets does not list it"}, Client: maybe.Of(false), Eligible: maybe.Of(true),
		})
		return len(n.Subnets) - 1
	})
	for i, s := range n.Subnets {
		r.subnet.put(i, s.Key, s.ID)
	}
	r.table = newIndex("route_tables", n.TablesGiven.Or(false), func(key string, id Text) int {
		n.Tables = append(n.Tables, Table{Key: key, ID: id})
		return len(n.Tables) - 1
	})
	for i, t := range n.Tables {
		r.table.put(i, t.Key, t.ID)
	}
}

// apart are the rules of one direction that stand apart from their groups.
type apart struct {
	kind   tree.Kind
	rules  []SecurityRule
	groups []int
	// stray says that the group of one of them is not known yet.
	stray bool
}

// securityGroups reads the groups and the rules that stand apart from them.
func (r *reader) securityGroups() {
	groups := each(r, "security_groups", func(key string, at input.Path, v tree.Value) SecurityGroup {
		return SecurityGroup{Key: key, At: at, Listed: true, ID: v.Text("id"), VPCID: v.Text("vpc_id"), Client: v.Flag("client")}
	})
	r.SecurityGroups, r.SecurityGroupsGiven = groups.Or(nil), givenness(groups)
	r.group = newIndex("security_groups", groups.IsGiven(), func(key string, id Text) int {
		r.SecurityGroups = append(r.SecurityGroups, SecurityGroup{Key: key, ID: id, Client: maybe.Of(false)})
		return len(r.SecurityGroups) - 1
	})
	for i, g := range r.SecurityGroups {
		r.group.put(i, g.Key, g.ID)
	}
	for i := range len(r.SecurityGroups) {
		g := r.SecurityGroups[i]
		v := r.in.At("security_groups").At(g.Key)
		ingress := r.inlineRules(v.At("ingress"), g.At.Attribute("ingress"))
		egress := r.inlineRules(v.At("egress"), g.At.Attribute("egress"))
		r.SecurityGroups[i].Ingress, r.SecurityGroups[i].Egress = ingress, egress
	}
	r.ingress, r.egress = r.rulesApart("security_group_ingress_rules", "ingress"), r.rulesApart("security_group_egress_rules", "egress")
}

// givenness keeps of an input only whether it is given.
func givenness[T any](v maybe.Value[T]) Flag {
	switch {
	case v.IsUnknown():
		return maybe.Unknown[bool]()
	case v.IsGiven():
		return maybe.Of(true)
	}
	return maybe.Absent[bool]()
}

func (r *reader) rulesApart(name, direction string) apart {
	out := apart{kind: r.in.At(name).Kind()}
	keys, members := r.entries(name)
	for _, key := range keys {
		at, v := input.At(name).Key(key), members[key]
		if word, given := v.Text("type").Get(); given && word != direction {
			r.errs.Add(at.Attribute("type"), "%q: the rule belongs into security_group_%s_rules.", word, word)
		}
		i, open := r.one(&r.group, v.Text("security_group_id"), v.Text("security_group"), at.Attribute("security_group"))
		out.stray = out.stray || open || v.Kind() == tree.Unknown
		out.rules, out.groups = append(out.rules, r.securityRule(at, v)), append(out.groups, i)
	}
	return out
}

// settleGroups gives each group the rules apart that are its own, once every group is known.
func (r *reader) settleGroups() {
	for i := range r.SecurityGroups {
		settle(&r.SecurityGroups[i].Ingress, i, r.ingress)
		settle(&r.SecurityGroups[i].Egress, i, r.egress)
	}
}

// settle adds the rules apart of one group. Given, even empty, they say that all are known.
func settle(rules *SecurityRules, group int, a apart) {
	switch a.kind {
	case tree.Null:
		return
	case tree.Unknown: // a group's own list may be a part only
		rules.Later, rules.Stray = !rules.Known, rules.Known
		return
	}
	rules.Known, rules.Later, rules.Stray = true, false, a.stray
	for i, rule := range a.rules {
		if a.groups[i] == group {
			rules.Rules = append(rules.Rules, rule)
		}
	}
}

// inlineRules reads the ingress or egress list of a group.
func (r *reader) inlineRules(v tree.Value, at input.Path) SecurityRules {
	switch v.Kind() {
	case tree.Unknown:
		return SecurityRules{Later: true}
	case tree.List:
		out := SecurityRules{Known: true}
		for _, element := range v.Elements() {
			out.Rules = append(out.Rules, r.securityRule(at, element)) // a set, so no index
		}
		return out
	}
	return SecurityRules{}
}

// securityRule reads a rule by the names of all resources that have rules.
func (r *reader) securityRule(at input.Path, v tree.Value) SecurityRule {
	protocol := v.Text("ip_protocol")
	if protocol.IsAbsent() {
		protocol = v.Text("protocol")
	}
	groups := r.refs(&r.group, v.Texts("security_groups"), Texts{}, at)
	for _, name := range []string{"referenced_security_group_id", "source_security_group_id"} {
		i, open := r.one(&r.group, v.Text(name), Text{}, at)
		groups, groups.Open = groups.with(i), groups.Open || open
	}
	i, open := r.one(&r.group, Text{}, v.Text("referenced_security_group"), at.Attribute("referenced_security_group"))
	groups = groups.with(i)
	groups.Open = groups.Open || open
	return SecurityRule{
		At: at, Protocol: protocol, FromPort: v.Whole("from_port"), ToPort: v.Whole("to_port"),
		IPv4: oneAndMore(v, "cidr_ipv4", "cidr_blocks"), IPv6: oneAndMore(v, "cidr_ipv6", "ipv6_cidr_blocks"),
		PrefixLists: oneAndMore(v, "prefix_list_id", "prefix_list_ids"), Groups: groups, Self: v.Flag("self"),
	}
}

// oneAndMore joins an attribute that holds one text with one that holds several.
func oneAndMore(v tree.Value, one, more string) Texts {
	list := v.Texts(more)
	switch single := v.Text(one); {
	case single.IsUnknown() || list.IsUnknown():
		return maybe.Unknown[[]Text]()
	case single.IsGiven():
		return maybe.Of(append([]Text{single}, list.Or(nil)...))
	}
	return list
}

// acls reads the network ACLs and gives each the rules that stand apart from it.
func (r *reader) acls() {
	byKey, byID := map[string]int{}, map[string]int{}
	n := 0
	acls := each(r, "network_acls", func(key string, at input.Path, v tree.Value) ACL {
		acl := ACL{
			Key: key, At: at, ID: v.Text("id"), VPCID: v.Text("vpc_id"), Default: v.Flag("default"),
			Subnets: r.refs(&r.subnet, v.Texts("subnet_ids"), v.Texts("subnets"), at.Attribute("subnets")),
			Ingress: aclRules(v.At("ingress"), at.Attribute("ingress")), Egress: aclRules(v.At("egress"), at.Attribute("egress")),
		}
		byKey[key] = n
		if id, given := acl.ID.Get(); given {
			byID[id] = n
			if def, same := r.VPC.DefaultACLID.Get(); same && def == id {
				acl.Default = maybe.Of(true)
			}
		}
		n++
		return acl
	})
	list := acls.Or(nil)
	keys, members := r.entries("network_acl_rules")
	rulesKind := r.in.At("network_acl_rules").Kind()
	for i := range list {
		for _, rules := range []*ACLRules{&list[i].Ingress, &list[i].Egress} {
			switch {
			case rulesKind == tree.Unknown: // an ACL's own list may be a part only
				rules.Known, rules.Later = false, true
			case rulesKind != tree.Null:
				rules.Known, rules.Later = true, false
			}
		}
	}
	for _, key := range keys {
		at, v := input.At("network_acl_rules").Key(key), members[key]
		i, found := byKey[v.Text("network_acl").Or("")]
		if !found {
			i, found = byID[v.Text("network_acl_id").Or("")]
		}
		if name, given := v.Text("network_acl").Get(); given && !found && acls.IsGiven() {
			r.errs.Add(at.Attribute("network_acl"), "%q is not a key of network_acls.", name)
		}
		if !found {
			r.LooseACLRules = append(r.LooseACLRules, LooseACLRule{Key: key, ACLRule: aclRule(at, v)})
		}
		direction := v.Flag("egress")
		for j := range list {
			mine := found && i == j
			// A rule of which ACL or direction is not known yet may be in any.
			open := v.Kind() == tree.Unknown || !found && (v.Text("network_acl_id").IsUnknown() || v.Text("network_acl").IsUnknown()) || mine && direction.IsUnknown()
			if open {
				list[j].Ingress.Known, list[j].Ingress.Later = false, true
				list[j].Egress.Known, list[j].Egress.Later = false, true
			} else if mine {
				rules := &list[j].Ingress
				if direction.Or(false) {
					rules = &list[j].Egress
				}
				rules.Rules = append(rules.Rules, aclRule(at, v))
			}
		}
	}
	for i := range list {
		for _, rules := range [][]ACLRule{list[i].Ingress.Rules, list[i].Egress.Rules} {
			slices.SortStableFunc(rules, func(a, b ACLRule) int { return cmp.Compare(a.Number.Or(0), b.Number.Or(0)) })
		}
	}
	if acls.IsGiven() {
		acls = maybe.Of(list)
	}
	r.ACLs = acls
}

func aclRules(v tree.Value, at input.Path) ACLRules {
	switch v.Kind() {
	case tree.Unknown:
		return ACLRules{Later: true}
	case tree.List:
		out := ACLRules{Known: true}
		for _, element := range v.Elements() {
			out.Rules = append(out.Rules, aclRule(at, element)) // a set, so no index
		}
		return out
	}
	return ACLRules{}
}

// aclRule reads a rule of aws_network_acl or an aws_network_acl_rule.
func aclRule(at input.Path, v tree.Value) ACLRule {
	number, action := v.Whole("rule_no"), v.Text("action")
	if number.IsAbsent() {
		number = v.Whole("rule_number")
	}
	if action.IsAbsent() {
		action = v.Text("rule_action")
	}
	return ACLRule{
		At: at, Number: number, Action: action, Protocol: v.Text("protocol"),
		FromPort: wholeOrText(v, "from_port"), ToPort: wholeOrText(v, "to_port"),
		CIDRBlock: v.Text("cidr_block"), IPv6CIDRBlock: v.Text("ipv6_cidr_block"),
	}
}

// wholeOrText reads a number that may be written as a string.
func wholeOrText(v tree.Value, name string) Whole {
	if text, given := v.Text(name).Get(); given {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			return maybe.Of(n)
		}
	}
	return v.Whole(name)
}
