package firewall_test

import (
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan/firewall"
)

func TestSecurityGroupRules(t *testing.T) {
	t.Parallel()
	https := firewall.Each(443)
	all := func(protocol string, from, to plan.Whole) plan.SecurityRule {
		return plan.SecurityRule{At: input.At("rule"), Protocol: is(protocol), FromPort: from, ToPort: to, IPv4: list("10.0.0.0/8")}
	}
	cases := map[string]struct {
		rules []plan.SecurityRule
		ports firewall.Ports
		peer  firewall.Peer
		want  firewall.Outcome
	}{
		"no rule":                          {nil, https, peer("10.0.0.0/16"), firewall.No},
		"the range itself":                 {[]plan.SecurityRule{tcp(443, "10.0.0.0/16")}, https, peer("10.0.0.0/16"), firewall.Yes},
		"a wider range":                    {[]plan.SecurityRule{tcp(443, "0.0.0.0/0")}, https, peer("10.0.0.0/16"), firewall.Yes},
		"a narrower range":                 {[]plan.SecurityRule{tcp(443, "10.0.0.0/17")}, https, peer("10.0.0.0/16"), firewall.No},
		"two halves":                       {[]plan.SecurityRule{tcp(443, "10.0.0.0/17"), tcp(443, "10.0.128.0/17")}, https, peer("10.0.0.0/16"), firewall.Yes},
		"another port":                     {[]plan.SecurityRule{tcp(80, "0.0.0.0/0")}, https, peer("10.0.0.0/16"), firewall.No},
		"IPv4 does not admit IPv6":         {[]plan.SecurityRule{tcp(443, "0.0.0.0/0")}, https, peer("2001:db8::/64"), firewall.No},
		"nobody is always admitted":        {nil, https, peer(), firewall.Yes},
		"tcp by number":                    {[]plan.SecurityRule{all("6", is[int64](443), is[int64](443))}, https, peer("10.0.0.0/16"), firewall.Yes},
		"tcp in capitals":                  {[]plan.SecurityRule{all("TCP", is[int64](443), is[int64](443))}, https, peer("10.0.0.0/16"), firewall.Yes},
		"udp":                              {[]plan.SecurityRule{all("udp", is[int64](443), is[int64](443))}, https, peer("10.0.0.0/16"), firewall.No},
		"udp by number":                    {[]plan.SecurityRule{all("17", is[int64](443), is[int64](443))}, https, peer("10.0.0.0/16"), firewall.No},
		"all protocols ignore their ports": {[]plan.SecurityRule{all("-1", is[int64](0), is[int64](0))}, https, peer("10.0.0.0/16"), firewall.Yes},
		"all protocols without ports":      {[]plan.SecurityRule{all("-1", plan.Whole{}, plan.Whole{})}, https, peer("10.0.0.0/16"), firewall.Yes},
		"all protocols by name":            {[]plan.SecurityRule{all("all", is[int64](-1), is[int64](-1))}, https, peer("10.0.0.0/16"), firewall.Yes},
		"a range of ports":                 {[]plan.SecurityRule{all("tcp", is[int64](400), is[int64](500))}, https, peer("10.0.0.0/16"), firewall.Yes},
		"the range ends before":            {[]plan.SecurityRule{all("tcp", is[int64](400), is[int64](442))}, https, peer("10.0.0.0/16"), firewall.No},
		"port zero is not all ports":       {[]plan.SecurityRule{all("tcp", is[int64](0), is[int64](0))}, https, peer("10.0.0.0/16"), firewall.No},
		"an unknown protocol":              {[]plan.SecurityRule{{At: input.At("rule"), Protocol: unknown[string](), IPv4: list("10.0.0.0/8")}}, https, peer("10.0.0.0/16"), firewall.Unsure},
		"an unknown protocol of others":    {[]plan.SecurityRule{{At: input.At("rule"), Protocol: unknown[string](), IPv4: list("192.168.0.0/16")}}, https, peer("10.0.0.0/16"), firewall.No},
		"an unknown first port":            {[]plan.SecurityRule{all("tcp", unknown[int64](), is[int64](500))}, https, peer("10.0.0.0/16"), firewall.Unsure},
		"an unknown first port after it":   {[]plan.SecurityRule{all("tcp", unknown[int64](), is[int64](80))}, https, peer("10.0.0.0/16"), firewall.No},
		"an unknown range":                 {[]plan.SecurityRule{{At: input.At("rule"), Protocol: is("tcp"), FromPort: is[int64](443), ToPort: is[int64](443), IPv4: unknown[[]plan.Text]()}}, https, peer("10.0.0.0/16"), firewall.Unsure},
		"an unknown range on another port": {[]plan.SecurityRule{{At: input.At("rule"), Protocol: is("tcp"), FromPort: is[int64](80), ToPort: is[int64](80), IPv4: unknown[[]plan.Text]()}}, https, peer("10.0.0.0/16"), firewall.No},
		"every port is needed":             {[]plan.SecurityRule{tcp(443, "10.0.0.0/8")}, firewall.Each(443, 8443), peer("10.0.0.0/16"), firewall.No},
		"one port is enough":               {[]plan.SecurityRule{tcp(587, "10.0.0.0/8")}, firewall.AnyOf(465, 587), peer("10.0.0.0/16"), firewall.Yes},
		"hidden ports and nobody admitted": {[]plan.SecurityRule{all("udp", is[int64](1), is[int64](9))}, firewall.Hidden(false, "ports"), peer("10.0.0.0/16"), firewall.No},
		"hidden ports and one admitted":    {[]plan.SecurityRule{tcp(443, "10.0.0.0/8")}, firewall.Hidden(false, "ports"), peer("10.0.0.0/16"), firewall.Unsure},
		"hidden ports and all admitted":    {[]plan.SecurityRule{all("-1", plan.Whole{}, plan.Whole{})}, firewall.Hidden(false, "ports"), peer("10.0.0.0/16"), firewall.Yes},
		"a group":                          {[]plan.SecurityRule{{At: input.At("rule"), Protocol: is("-1"), Groups: plan.Refs{Items: []int{7}}}}, https, firewall.Peer{Addresses: addresses("10.0.0.0/16"), Groups: []int{7}}, firewall.Yes},
		"another group":                    {[]plan.SecurityRule{{At: input.At("rule"), Protocol: is("-1"), Groups: plan.Refs{Items: []int{8}}}}, https, firewall.Peer{Addresses: addresses("10.0.0.0/16"), Groups: []int{7}}, firewall.No},
		"a group that is not known yet":    {[]plan.SecurityRule{{At: input.At("rule"), Protocol: is("-1"), Groups: plan.Refs{Open: true}}}, https, firewall.Peer{Addresses: addresses("10.0.0.0/16"), Groups: []int{7}}, firewall.Unsure},
		"no group on-premises":             {[]plan.SecurityRule{{At: input.At("rule"), Protocol: is("-1"), Groups: plan.Refs{Open: true}}}, https, peer("10.0.0.0/16"), firewall.No},
		"the group itself":                 {[]plan.SecurityRule{{At: input.At("rule"), Protocol: is("-1"), Self: is(true)}}, https, firewall.Peer{Addresses: addresses("10.0.0.0/16"), Groups: []int{0}}, firewall.Yes},
		"self unknown":                     {[]plan.SecurityRule{{At: input.At("rule"), Protocol: is("-1"), Self: unknown[bool]()}}, https, firewall.Peer{Addresses: addresses("10.0.0.0/16"), Groups: []int{0}}, firewall.Unsure},
		"a prefix list that nobody knows":  {[]plan.SecurityRule{{At: input.At("rule"), Protocol: is("-1"), PrefixLists: list("pl-1")}}, https, peer("10.0.0.0/16"), firewall.Unsure},
		"the peer's own prefix list":       {[]plan.SecurityRule{{At: input.At("rule"), Protocol: is("-1"), PrefixLists: list("pl-1")}}, https, firewall.Peer{Addresses: firewall.Anywhere(false, "ranges"), Lists: map[string]bool{"pl-1": true}}, firewall.Yes},
		"an address somewhere, none open":  {[]plan.SecurityRule{tcp(443, "10.0.0.0/16")}, https, firewall.Peer{Addresses: firewall.Somewhere(firewall.Public())}, firewall.No},
		"an address somewhere, some open":  {[]plan.SecurityRule{tcp(443, "52.0.0.0/8")}, https, firewall.Peer{Addresses: firewall.Somewhere(firewall.Public())}, firewall.Unsure},
		"perhaps no address":               {nil, https, firewall.Peer{Addresses: firewall.Perhaps(firewall.IPv4())}, firewall.Unsure},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := groupOf(c.rules...).In([]int{0}, c.ports).Passes(c.peer); got.Outcome != c.want {
				t.Errorf("%+v, want %v", got, c.want)
			} else if got.Outcome == firewall.Unsure && got.Reason == "" {
				t.Error("a doubt without a reason")
			}
		})
	}
}
