package policies_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/input"
	"github.com/vpce-tools/terraform-provider-vpce/internal/maybe"
	"github.com/vpce-tools/terraform-provider-vpce/internal/plan"
	"github.com/vpce-tools/terraform-provider-vpce/internal/policies"
)

// Endpoints with one policy are answered once, and each is told everything.
func TestOnePolicyOfManyEndpointsIsToldOfEach(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"decided": anyCaller, "undecided": large} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			many := judge(t, object{"trusted": trusted, "endpoints": object{"a": s3(text), "b": s3(text)}, "policies": object{"c": text}}, nil)
			for _, key := range []string{"a", "b", "c"} {
				alone := object{"trusted": trusted, "endpoints": object{key: s3(text)}}
				at := input.At("endpoints").Key(key).Attribute("policy").String()
				if key == "c" {
					alone = object{"trusted": trusted, "policies": object{key: text}}
					at = input.At("policies").Key(key).String()
				}
				want, got := of(judge(t, alone, nil), key), of(many, key)
				if diff := cmp.Diff(want, got); diff != "" {
					t.Errorf("%s beside others (-alone +among others):\n%s", key, diff)
				}
				for _, f := range got.Found {
					if f.Attribute != at || f.At.String() != at {
						t.Errorf("%s of %s stands at %s, %s", f.Rule, key, f.Attribute, f.At)
					}
				}
			}
		})
	}
}

// of is what was said of one target.
func of(r policies.Result, target string) policies.Result {
	var out policies.Result
	for _, f := range r.Found {
		if f.Target == target {
			out.Found = append(out.Found, f)
		}
	}
	for _, n := range r.NotChecked {
		if n.Target == target {
			out.NotChecked = append(out.NotChecked, n)
		}
	}
	return out
}

// A policy that speaks of a VPC is another one in another VPC, however its key is written.
func TestPoliciesThatSpeakOfAVPCAreJudgedForEach(t *testing.T) {
	t.Parallel()
	for name, key := range map[string]string{"plain": "aws:SourceVpc", "without case": "AWS:sourcevpc", "escaped": `aws:\u0053ourceVpc`} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			text := policy(allow(`"Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-reports/*", "Condition": {"StringEquals": {"` + key + `": "vpc-1"}}`))
			in := func(vpc string) object {
				return object{"service_name": "com.amazonaws.us-east-1.s3", "vpc_endpoint_type": "Gateway", "vpc_id": vpc, "policy": text}
			}
			result := judge(t, object{
				"endpoints": object{"a": in("vpc-1"), "b": in("vpc-2"), "c": in("vpc-1")},
				"required":  object{"reports": object{"actions": []string{"s3:GetObject"}, "resources": []string{"arn:aws:s3:::example-reports/*"}}},
			}, nil)
			found, unchecked := told(result, "POL-609")
			if diff := cmp.Diff([]string{"error b"}, found); diff != "" || len(unchecked) > 0 {
				t.Errorf("found (-want +got):\n%s\nnot checked %v", diff, unchecked)
			}
		})
	}
}

// What is said of many policies grows as they do: a rule is told of each target once.
func TestNothingIsToldTwice(t *testing.T) {
	t.Parallel()
	endpoints := object{}
	for i := range 20 {
		endpoints[fmt.Sprintf("e%02d", i)] = s3(policy(allow(fmt.Sprintf(`"Action": "s3:GetObject", "Resource": "arn:aws:s3:::example-%d/*"`, i))))
	}
	result := judge(t, object{"endpoints": endpoints, "trusted": trusted}, nil)
	seen := map[string]bool{}
	for _, f := range result.Found {
		key := fmt.Sprint(f.Rule, f.Target, f.Line, f.Column, f.Detail)
		if seen[key] {
			t.Errorf("told twice: %s %s %s", f.Rule, f.Target, f.Detail)
		}
		seen[key] = true
	}
}

// asker prepares questions about inputs.
func asker(t *testing.T, inputs object, trusted maybe.Value[plan.Trusted]) (*policies.Asker, []*plan.Endpoint) {
	t.Helper()
	p := read(t, inputs)
	a, err := policies.AskerFor(p, trusted)
	if err != nil {
		t.Fatal(err)
	}
	return a, p.Endpoints.Or(nil)
}

// The rules of other families ask the same prover, and are told of the endpoint at hand.
func TestAskerAnswersRulesOfOtherFamilies(t *testing.T) {
	t.Parallel()
	us := maybe.Of(plan.Trusted{Accounts: []string{"111111111111"}})
	inputs := object{"services": []string{"ecr.api"}, "endpoints": object{
		"a full": s3(full), "b inside": s3(inside), "c inside": s3(inside), "d layers": s3(layers), "e large": s3(large), "f none": s3(`{"Version": `), "g in two": s3(policy(
			allow(`"Action": "s3:Get*", "Resource": "*"`), allow(`"NotAction": "s3:Get*", "Resource": "*"`))),
	}}
	for name, want := range map[string]struct {
		ask     func(*policies.Asker, *plan.Endpoint) policies.Result
		trusted maybe.Value[plan.Trusted]
		found   []string
		open    []string
	}{
		"Outside": {
			func(a *policies.Asker, e *plan.Endpoint) policies.Result { return a.Outside(e) }, us,
			[]string{"POL-603 a full", "POL-602 a full", "POL-604 a full", "POL-603 d layers", "POL-603 g in two", "POL-602 g in two", "POL-604 g in two"},
			[]string{"POL-603 e large", "POL-602 e large", "POL-604 e large", "POL-001 f none"},
		},
		"FullAccess": {
			func(a *policies.Asker, e *plan.Endpoint) policies.Result { return a.FullAccess(e) }, us,
			[]string{"POL-601 a full", "POL-601 g in two"},
			[]string{"POL-601 e large", "POL-001 f none"},
		},
		"Blocked": {
			func(a *policies.Asker, e *plan.Endpoint) policies.Result {
				needed, _ := a.Needed("s3")
				for _, r := range needed {
					if r.ID == "ecr-layers" {
						return a.Blocked(e, r)
					}
				}
				return policies.Result{}
			}, maybe.Absent[plan.Trusted](),
			[]string{"POL-609 b inside", "POL-609 c inside"},
			[]string{"POL-609 e large", "POL-001 f none"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a, endpoints := asker(t, inputs, want.trusted)
			var found, open []string
			for _, e := range endpoints {
				result := want.ask(a, e)
				for _, f := range result.Found {
					found = append(found, f.Rule+" "+f.Target)
					if f.Target != e.Key || f.Attribute != e.Path("policy").String() || !strings.HasSuffix(f.Detail, ".") {
						t.Errorf("%s is told of %s at %s: %s", f.Rule, f.Target, f.Attribute, f.Detail)
					}
				}
				for _, n := range result.NotChecked {
					open = append(open, n.Rule+" "+n.Target)
				}
			}
			if diff := cmp.Diff(want.found, found); diff != "" {
				t.Errorf("found (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(want.open, open); diff != "" {
				t.Errorf("not checked (-want +got):\n%s", diff)
			}
		})
	}
}

// Without any service that needs it, nothing of AWS's own is needed.
func TestAskerNeedsWhatRunsHere(t *testing.T) {
	t.Parallel()
	a, _ := asker(t, object{"endpoints": object{"s3": s3(full)}}, maybe.Absent[plan.Trusted]())
	for _, r := range first(a.Needed("s3")) {
		if r.ID == "ecr-layers" {
			t.Error("nobody pulls images, and their layers are needed")
		}
	}
	a, _ = asker(t, object{"endpoints": object{"s3": s3(full), "ecr": object{"service_name": "com.amazonaws.us-east-1.ecr.dkr", "vpc_endpoint_type": "Interface"}}}, maybe.Absent[plan.Trusted]())
	found := false
	for _, r := range first(a.Needed("s3")) {
		found = found || r.ID == "ecr-layers" && r.EndpointService == "s3" && len(r.ResourceARNs) == 1 && strings.Contains(r.ResourceARNs[0], "us-east-1")
	}
	if !found {
		t.Error("images are pulled, and their layers are not needed")
	}
}

func first[A, B any](a A, _ B) A { return a }
