package firewall_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
)

func interfaceEndpoint(change func(*plan.Endpoint)) *plan.Endpoint {
	e := &plan.Endpoint{Key: "logs", Type: is(catalog.Interface), IPAddressType: is("ipv4")}
	if change != nil {
		change(e)
	}
	return e
}

func TestAttachedGroups(t *testing.T) {
	t.Parallel()
	refs := func(items ...int) plan.Refs { return plan.Refs{Items: items, Given: true} }
	cases := map[string]struct {
		e         *plan.Endpoint
		defaultID plan.Text
		replace   bool
		groups    []int
		doubt     string
	}{
		"those given": {e: interfaceEndpoint(func(e *plan.Endpoint) {
			e.SecurityGroups = refs(1)
			e.Inline.SecurityGroups = refs(1)
		}), defaultID: is("sg-default"), groups: []int{1}},
		"the default one":                  {e: interfaceEndpoint(nil), defaultID: is("sg-default"), groups: []int{0}},
		"the default one is not described": {e: interfaceEndpoint(nil), defaultID: is("sg-other"), doubt: "whose rules are not given"},
		"the default one is not given":     {e: interfaceEndpoint(nil), doubt: "whose rules are not given"},
		"by association, beside the default one": {e: interfaceEndpoint(func(e *plan.Endpoint) {
			e.SecurityGroups = refs(1)
		}), defaultID: is("sg-default"), groups: []int{1, 0}},
		"by association in its place": {e: interfaceEndpoint(func(e *plan.Endpoint) {
			e.SecurityGroups = refs(1)
		}), defaultID: is("sg-default"), replace: true, groups: []int{1}},
		"a resource object shows all": {e: interfaceEndpoint(func(e *plan.Endpoint) {
			e.ID, e.SecurityGroups = is("vpce-1"), refs(1)
		}), defaultID: is("sg-default"), groups: []int{1}},
		"not known yet": {e: interfaceEndpoint(func(e *plan.Endpoint) {
			e.SecurityGroups = plan.Refs{Open: true}
			e.Inline.SecurityGroups = plan.Refs{Open: true}
		}), defaultID: is("sg-default"), doubt: "not all known yet"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := &plan.Plan{
				SecurityGroups:      []plan.SecurityGroup{{Key: "default", Listed: true, ID: is("sg-default")}, {Key: "own", Listed: true, ID: is("sg-1")}},
				SecurityGroupsGiven: is(true), VPC: plan.VPC{DefaultSecurityGroupID: c.defaultID}, Endpoints: is([]*plan.Endpoint{c.e}),
				Associations: is([]plan.Association{{Endpoint: c.e, SecurityGroup: 1, ReplaceDefault: is(c.replace)}}),
			}
			groups, doubts := firewall.Over(p).Attached(c.e)
			if !slices.Equal(groups, c.groups) {
				t.Errorf("groups %v, want %v", groups, c.groups)
			}
			if c.doubt == "" != (len(doubts) == 0) || c.doubt != "" && !strings.Contains(doubts[0].Reason, c.doubt) {
				t.Errorf("doubts %v, want %q", doubts, c.doubt)
			}
		})
	}
}

func TestClientsAreGroupsThatNoEndpointUses(t *testing.T) {
	t.Parallel()
	e := interfaceEndpoint(func(e *plan.Endpoint) {
		e.VPCID = is("vpc-1")
		e.SecurityGroups = plan.Refs{Items: []int{0}}
		e.Inline = plan.Attached{SecurityGroups: e.SecurityGroups}
	})
	open := interfaceEndpoint(func(e *plan.Endpoint) { e.SecurityGroups = plan.Refs{Open: true} })
	open.Inline = plan.Attached{SecurityGroups: open.SecurityGroups}
	groups := []plan.SecurityGroup{
		{Key: "endpoints", Listed: true},
		{Key: "app", Listed: true},
		{Key: "database", Listed: true, Client: is(false)},
		{Key: "shared", Listed: true, Client: is(true)},
		{Key: "later", Listed: true, Client: unknown[bool]()},
		{Key: "elsewhere", Listed: true, VPCID: is("vpc-2")},
		{Key: "sg-1"},
	}
	for name, c := range map[string]struct {
		endpoints     []*plan.Endpoint
		sure, perhaps []int
	}{
		"all endpoints known":    {[]*plan.Endpoint{e}, []int{1, 3}, []int{4}},
		"one endpoint's are not": {[]*plan.Endpoint{e, open}, []int{3}, []int{1, 4}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			sure, perhaps := firewall.Over(&plan.Plan{SecurityGroups: groups, Endpoints: is(c.endpoints)}).Clients(e)
			if !slices.Equal(sure, c.sure) || !slices.Equal(perhaps, c.perhaps) {
				t.Errorf("%v and perhaps %v, want %v and %v", sure, perhaps, c.sure, c.perhaps)
			}
		})
	}
}

func TestACLOfASubnet(t *testing.T) {
	t.Parallel()
	own := plan.ACL{Key: "own", Subnets: plan.Refs{Items: []int{0}}}
	cases := map[string]struct {
		acls    plan.Plan
		key     string
		outcome firewall.Outcome
		reason  string
	}{
		"its own":                               {acls: plan.Plan{ACLs: is([]plan.ACL{{Key: "default", Default: is(true)}, own})}, key: "own"},
		"the default one":                       {acls: plan.Plan{ACLs: is([]plan.ACL{{Key: "other"}, {Key: "default", Default: is(true)}})}, key: "default"},
		"that of another VPC":                   {acls: plan.Plan{ACLs: is([]plan.ACL{{Key: "default", Default: is(true), VPCID: is("vpc-2")}}), Network: plan.Network{VPCID: is("vpc-1")}}, outcome: firewall.Yes},
		"as AWS makes it":                       {acls: plan.Plan{ACLs: is([]plan.ACL{})}, outcome: firewall.Yes},
		"not given":                             {reason: "network_acls is not given"},
		"not known yet":                         {acls: plan.Plan{ACLs: unknown[[]plan.ACL]()}, reason: "network_acls is not known yet"},
		"which is the default one is not known": {acls: plan.Plan{ACLs: is([]plan.ACL{{Key: "x", Default: unknown[bool]()}})}, reason: "whether the network ACL \"x\" is the default one"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c.acls.Network.Subnets = []plan.Subnet{{Key: "a", Listed: true}}
			acl, ok, answer := firewall.Over(&c.acls).ACL(0)
			if ok != (c.key != "") || ok && c.acls.ACLs.Or(nil)[acl].Key != c.key || answer.Outcome != c.outcome || !strings.Contains(answer.Reason, c.reason) {
				t.Errorf("%d %v %+v", acl, ok, answer)
			}
		})
	}
}

func TestPortsOfWhatAnEndpointLeadsTo(t *testing.T) {
	t.Parallel()
	aws := func(ports ...int) plan.Service {
		return plan.Service{Kind: plan.AWS, Key: "x", Entry: &catalog.Service{Ports: ports}}
	}
	resource := func(ranges plan.Texts) plan.Service {
		return plan.Service{Kind: plan.Lattice, Key: "x", Resource: &plan.ResourceConfiguration{Key: "x", PortRanges: ranges}}
	}
	own := func(ports ...int64) plan.Service {
		return plan.Service{Kind: plan.Own, Key: "x", Endpoint: &plan.EndpointService{Key: "x", Ports: is(ports)}}
	}
	for want, service := range map[string]plan.Service{
		"TCP port 443":                       aws(443),
		"one of the TCP ports 465, 587":      aws(25, 465, 587),
		"TCP port 25":                        aws(25),
		"the TCP ports 443, 8443":            own(8443, 443),
		"TCP port 5432":                      resource(list("5432")),
		"one of the TCP ports 80, 8000-8100": resource(list("80", "8000-8100")),
		"the TCP ports of the service":       resource(plan.Texts{}),
		"the TCP ports of the service ":      resource(list("90-80")),
		"the TCP ports of the service  ":     {Kind: plan.Mesh},
		"the TCP ports of the service   ":    {},
		"the TCP ports of the service    ":   own(443, 0),
	} {
		if got := firewall.PortsOf(&plan.Endpoint{Service: service}).String(); got != strings.TrimSpace(want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestWordsAboutRules(t *testing.T) {
	t.Parallel()
	rules := []plan.SecurityRule{
		tcp(443, "10.0.0.0/16"),
		{At: input.At("rule"), Protocol: is("-1"), Self: is(true)},
		{At: input.At("rule"), Protocol: is("tcp"), FromPort: is[int64](0), ToPort: is[int64](65535), IPv6: list("::/0")},
		{At: input.At("rule"), Protocol: is("udp"), IPv4: unknown[[]plan.Text]()},
		{At: input.At("rule"), Protocol: is("tcp"), FromPort: unknown[int64]()},
	}
	want := `allows TCP 443 from 10.0.0.0/16, all traffic from security group "sg", all TCP ports from ::/0, udp from something not known yet, some TCP ports from nobody that is known`
	if got := groupOf(rules...).Rules([]int{0}, false); got != want {
		t.Errorf("%s\nwant\n%s", got, want)
	}
	if got := groupOf().Rules([]int{0}, true); got != "has no egress rule" {
		t.Error(got)
	}
	if got := firewall.Quoted([]string{"a", "b", "c", "d", "e", "f", "g", "h"}); got != `"a", "b", "c", "d", "e", "f" and 2 more` {
		t.Error(got)
	}
}
