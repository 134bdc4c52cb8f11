package recommend_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/catalog"
	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
	"github.com/vpce-tools/terraform-provider-vpce/internal/rules"
)

func facts(tb testing.TB) *catalog.Catalog {
	tb.Helper()
	c, err := catalog.Embedded()
	if err != nil {
		tb.Fatal(err)
	}
	return c
}

func ask(tb testing.TB, q recommend.Request) *recommend.Result {
	tb.Helper()
	result, errs := recommend.Recommend(facts(tb), q)
	if len(errs) > 0 {
		tb.Fatal(errs)
	}
	return result
}

// types lists the endpoints as "key name".

func types(r *recommend.Result) []string {
	out := []string{}
	for key, e := range r.Endpoints {
		line := key + " " + e.ServiceName
		if e.ServiceRegion != "" {
			line += " " + e.ServiceRegion
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return out
}

// found lists findings as "severity rule target", not checked rules as "not checked rule target".

func found(r *recommend.Result) []string {
	out := []string{}
	for _, f := range r.Report.Findings() {
		out = append(out, fmt.Sprintf("%s %s %s", f.Severity, f.Rule, f.Target))
	}
	for _, n := range r.Report.NotChecked() {
		out = append(out, fmt.Sprintf("not checked %s %s", n.Rule, n.Target))
	}
	return out
}

func yes() *bool { b := true; return &b }

func no() *bool { b := false; return &b }

// TestEveryServiceIsAnswered asks for each catalogue entry in a Region of each partition.
func TestEveryServiceIsAnswered(t *testing.T) {
	t.Parallel()
	c := facts(t)
	for _, region := range []string{"ap-northeast-2", "cn-north-1", "us-gov-west-1", "eusc-de-east-1", "us-iso-east-1", "ap-southeast-6"} {
		for _, key := range c.Keys() {
			got := ask(t, recommend.Request{Region: region, Services: []string{key}, Callers: recommend.Callers(), IPAddressType: "dualstack", FIPS: true})
			rec := got.Recommendations[key]
			if rec == nil {
				t.Fatalf("%s in %s is not answered", key, region)
			}
			for _, rejected := range rec.Rejected {
				for _, endpoint := range rec.Endpoints {
					if got.Endpoints[endpoint].Type == rejected.Type {
						t.Errorf("%s in %s: %s is both taken and rejected", key, region, rejected.Type)
					}
				}
			}
			if len(rec.Reasons) == 0 {
				t.Errorf("%s in %s is answered without a reason", key, region)
			}
			if (rec.Decision == recommend.UseNone) != (len(rec.Endpoints) == 0) {
				t.Errorf("%s in %s: %s with %v", key, region, rec.Decision, rec.Endpoints)
			}
			for endpoint, e := range got.Endpoints {
				s, ok := c.Service(e.Service)
				if !ok || !slices.Contains(s.Types, e.Type) {
					t.Errorf("%s in %s: %s has no type %s", endpoint, region, e.Service, e.Type)
				}
				if len(e.Reasons) == 0 {
					t.Errorf("%s in %s has no reason", endpoint, region)
				}
			}
			for _, f := range got.Report.Findings() {
				if f.Detail == "" || f.Fix == "" || f.Source == "" || f.Summary == "" || f.Severity == 0 || f.Severity > rules.Info {
					t.Errorf("%s in %s: unfinished finding %+v", key, region, f)
				}
			}
		}
	}
}

// TestAnotherWishRenamesNothing holds that endpoint keys are stable.
func TestAnotherWishRenamesNothing(t *testing.T) {
	t.Parallel()
	all := []string{"s3", "dynamodb", "ecr", "kms", "sts", "iam", "execute-api", "s3@us-west-2", "secretsmanager"}
	var before []string
	for n := 1; n <= len(all); n++ {
		for _, callers := range [][]string{{"vpc"}, {"vpc", "on_premises"}, recommend.Callers()} {
			got := ask(t, recommend.Request{Region: "ap-northeast-2", Services: all[:n], Callers: callers})
			for _, key := range before {
				if got.Endpoints[key] == nil {
					t.Errorf("%s is gone with %v from %v", key, all[:n], callers)
				}
			}
			if len(callers) == 1 {
				before = nil
				for key := range got.Endpoints {
					before = append(before, key)
				}
			}
		}
	}
}

// TestSameAnswerTwice compares two runs byte for byte.
func TestSameAnswerTwice(t *testing.T) {
	t.Parallel()
	q := recommend.Request{Region: "ap-northeast-2", Services: []string{"ecr", "s3", "kms@us-west-2", "iam"}, Callers: recommend.Callers(), Workloads: map[string][]string{"eks_private_cluster": {"logs"}, "session_manager": nil}}
	dump := func() string {
		r := ask(t, q)
		return fmt.Sprint(types(r), found(r), r.GatewayServices, r.InterfaceServices, r.UnsupportedServices, r.Report.Findings())
	}
	first := dump()
	for range 20 {
		if again := dump(); again != first {
			t.Fatal(cmp.Diff(first, again))
		}
	}
}

func FuzzRecommend(f *testing.F) {
	f.Add("ap-northeast-2", "s3", "vpc", "none", "ipv4", true, "arn:aws:s3:::bucket")
	f.Add("cn-north-1", "com.amazonaws.cn-north-1.ec2", "on_premises", "nat", "dualstack", false, "arn:aws-cn:sqs:cn-north-1:1:q")
	c := facts(f)
	f.Fuzz(func(t *testing.T, region, service, caller, egress, address string, fips bool, target string) {
		result, errs := recommend.Recommend(c, recommend.Request{
			Region: region, Services: []string{service}, Callers: []string{caller}, Egress: egress, IPAddressType: address, FIPS: fips,
			Targets: map[string]recommend.Target{"t": {ARN: target}},
		})
		if (result == nil) == (len(errs) == 0) {
			t.Fatalf("%v, %v", result, errs)
		}
	})
}

func BenchmarkRecommend50(b *testing.B) {
	c := facts(b)
	var services []string
	for _, key := range c.Keys() {
		if s, _ := c.Service(key); len(services) < 50 && slices.Contains(s.Types, catalog.Interface) && s.Lifecycle == "active" {
			services = append(services, key)
		}
	}
	for b.Loop() {
		if _, errs := recommend.Recommend(c, recommend.Request{Region: "us-east-1", Services: services}); len(errs) > 0 {
			b.Fatal(errs)
		}
	}
}
