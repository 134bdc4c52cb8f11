package hub

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/page"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules/rule"
)

// hub16: resource policies see the hub VPC instead of the spoke.
var hub16 = rule.Rule{
	ID: "HUB-16", Severity: rule.Warning, Needs: []string{"endpoints", "resource_policies"},
	Title:  "Resource policies see the hub VPC instead of the spoke",
	Why:    "aws:SourceVpc names the VPC of the endpoint, so behind a hub it should no longer tell the spokes apart. This follows from the meaning of the key; no page of AWS says it in these words. It is judged where vpcs names the spokes.",
	Fix:    "Name the hub VPC or its endpoint in the policy, and tell the spokes apart by principal.",
	Source: page.IAMConditionKeys,
	Check:  checkSourceVPC,
}

// checkSourceVPC looks for policies that name a spoke as the source of requests, which behind
// a hub come from the hub's VPC.
func checkSourceVPC(c *rule.Case) {
	if !isHub(c) {
		return
	}
	hubs := map[string]bool{}
	open := false
	endpoints := hubEndpoints(c, catalog.Interface)
	for _, e := range endpoints {
		hubs[e.VPCID.Or("")] = true
		open = open || e.VPCID.IsUnknown()
	}
	policies, given := c.ResourcePolicies.Get()
	if len(endpoints) == 0 || !given {
		if len(endpoints) > 0 {
			c.Need("", "resource_policies", c.ResourcePolicies)
		}
		return
	}
	delete(hubs, "")
	for _, key := range slices.Sorted(maps.Keys(policies)) {
		judgeSource(c, key, policies[key], hubs, open)
	}
}

// judgeSource judges one policy.
func judgeSource(c *rule.Case, key string, policy plan.Text, hubs map[string]bool, open bool) {
	if !c.Need(key, "the policy", policy) {
		return
	}
	sources, ok := sourcesIn(policy.Or(""))
	if !ok {
		c.Missing(key, "the policy is not a JSON object")
		return
	}
	if len(sources) == 0 || slices.ContainsFunc(sources, func(s string) bool { return hubs[s] }) {
		return
	}
	for _, s := range c.Spokes.Or(nil) {
		switch id, known := s.ID.Get(); {
		case known && slices.Contains(sources, id) && open:
			c.Later(key, "the VPC of the hub's endpoints is not known yet")
			return
		case known && slices.Contains(sources, id):
			c.Fault(key, input.At("resource_policies").Key(key), "The policy names %s, the VPC %q, as the source of requests (aws:SourceVpc), and behind the hub these come from the hub's VPC.", id, s.Key)
			return
		}
	}
	for _, s := range c.Spokes.Or(nil) {
		if !s.ID.IsGiven() {
			c.Need(s.Key, "id", s.ID)
			return
		}
	}
}

// sourcesIn are the ids of VPCs that conditions of a policy name as the source of requests.
func sourcesIn(policy string) (ids []string, ok bool) {
	var document map[string]any
	if err := json.Unmarshal([]byte(policy), &document); err != nil {
		return nil, false
	}
	for _, statement := range several(document["Statement"]) {
		fields, _ := statement.(map[string]any)
		condition, _ := fields["Condition"].(map[string]any)
		for _, operator := range slices.Sorted(maps.Keys(condition)) {
			keys, _ := condition[operator].(map[string]any)
			for _, key := range slices.Sorted(maps.Keys(keys)) {
				if name := strings.ToLower(key); name == "aws:sourcevpc" || name == "aws:sourcevpcarn" {
					ids = append(ids, texts(keys[key])...)
				}
			}
		}
	}
	return ids, true
}

// several takes one thing, or a list of them, as IAM writes either.
func several(v any) []any {
	if list, ok := v.([]any); ok {
		return list
	}
	return []any{v}
}

// texts are the VPCs that a condition names, by id or ARN.
func texts(v any) []string {
	var out []string
	for _, one := range several(v) {
		if text, ok := one.(string); ok {
			out = append(out, text[strings.LastIndex(text, "/")+1:])
		}
	}
	return out
}
