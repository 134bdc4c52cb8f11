package recommend_test

import (
	"fmt"
	"slices"
	"strings"
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
func no() *bool  { b := false; return &b }

// TestScenarios holds the scenarios' answers, as far as types, names and findings go, exactly.
func TestScenarios(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		ask   recommend.Request
		types []string
		found []string
	}{
		"S01 private EKS in Seoul": {
			ask: recommend.Request{Region: "ap-northeast-2", Workloads: map[string][]string{"eks_private_cluster": {"eks", "elasticloadbalancing", "logs"}}},
			types: []string{
				"ec2/interface com.amazonaws.ap-northeast-2.ec2",
				"ecr.api/interface com.amazonaws.ap-northeast-2.ecr.api",
				"ecr.dkr/interface com.amazonaws.ap-northeast-2.ecr.dkr",
				"eks/interface com.amazonaws.ap-northeast-2.eks",
				"elasticloadbalancing/interface com.amazonaws.ap-northeast-2.elasticloadbalancing",
				"logs/interface com.amazonaws.ap-northeast-2.logs",
				"s3/gateway com.amazonaws.ap-northeast-2.s3",
				"sts/interface com.amazonaws.ap-northeast-2.sts",
			},
			found: []string{"warning REG-26 sts", "info DEP-05 eks_private_cluster"},
		},
		"S01 without S3": {
			ask:   recommend.Request{Region: "ap-northeast-2", Services: []string{"ecr"}},
			types: []string{"ecr.api/interface com.amazonaws.ap-northeast-2.ecr.api", "ecr.dkr/interface com.amazonaws.ap-northeast-2.ecr.dkr"},
			found: []string{"error DEP-01 s3"},
		},
		"S03 S3 from on premises and from the VPC": {
			ask:   recommend.Request{Region: "ap-northeast-2", Services: []string{"s3"}, Callers: []string{"vpc", "on_premises"}},
			types: []string{"s3/gateway com.amazonaws.ap-northeast-2.s3", "s3/interface com.amazonaws.ap-northeast-2.s3"},
			found: []string{"info DNS-09 s3", "info DNS-14 on_premises", "info GW-10 s3", "info GW-22 s3", "info SG-05 on_premises"},
		},
		"S08 a bucket in another Region": {
			ask:   recommend.Request{Region: "ap-northeast-2", Services: []string{"s3@us-west-2"}},
			types: []string{"s3/interface@us-west-2 com.amazonaws.us-west-2.s3 us-west-2"},
			found: []string{
				"warning COST-08 s3@us-west-2", "warning REG-06 s3@us-west-2", "warning REG-13 s3@us-west-2", "warning REG-15 s3@us-west-2",
				"info REG-04 s3@us-west-2", "not checked DNS-07 s3@us-west-2",
			},
		},
		"S08 by service_region": {
			ask:   recommend.Request{Region: "ap-northeast-2", Services: []string{"s3"}, Options: map[string]recommend.Option{"s3": {ServiceRegion: "us-west-2"}}},
			types: []string{"s3/interface@us-west-2 com.amazonaws.us-west-2.s3 us-west-2"},
			found: []string{
				"warning COST-08 s3@us-west-2", "warning REG-06 s3@us-west-2", "warning REG-13 s3@us-west-2", "warning REG-15 s3@us-west-2",
				"info REG-04 s3@us-west-2", "not checked DNS-07 s3@us-west-2",
			},
		},
		"S08 a table in another Region": {
			ask:   recommend.Request{Region: "ap-northeast-2", Services: []string{"dynamodb@us-west-2"}},
			types: []string{}, found: []string{"error REG-03 dynamodb@us-west-2"},
		},
		"S08 a copy between Regions": {
			ask:   recommend.Request{Region: "ap-northeast-2", Targets: map[string]recommend.Target{"archive": {Service: "s3", CopySourceRegion: "us-west-2"}}},
			types: []string{"s3/gateway com.amazonaws.ap-northeast-2.s3"}, found: []string{"error REG-25 archive"},
		},
		"S10 an endpoint service in another account and Region": {
			ask: recommend.Request{Region: "ap-northeast-2", EndpointServices: map[string]recommend.EndpointService{"orders": {
				ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0aaa", Owner: "222222222222", SupportedRegions: []string{"us-east-1"},
				AcceptanceRequired: yes(), Ports: []int{443},
			}}},
			types: []string{"orders/interface@us-east-1 com.amazonaws.vpce.us-east-1.vpce-svc-0aaa us-east-1"},
			found: []string{"error REG-09 orders", "warning COST-08 orders", "warning REG-06 orders", "info ACC-04 orders", "info REG-04 orders"},
		},
		"S11 China": {
			ask: recommend.Request{Region: "cn-north-1", Services: []string{"ec2", "ecr.api", "ecr.dkr", "sts", "logs", "s3"}},
			types: []string{
				"ec2/interface cn.com.amazonaws.cn-north-1.ec2",
				"ecr.api/interface cn.com.amazonaws.cn-north-1.ecr.api",
				"ecr.dkr/interface cn.com.amazonaws.cn-north-1.ecr.dkr",
				"logs/interface com.amazonaws.cn-north-1.logs",
				"s3/gateway com.amazonaws.cn-north-1.s3",
				"sts/interface cn.com.amazonaws.cn-north-1.sts",
			},
			found: []string{"warning REG-26 sts"},
		},
		"S11 a hard-coded name": {
			ask:   recommend.Request{Region: "cn-north-1", Services: []string{"com.amazonaws.cn-north-1.ec2"}},
			types: []string{"ec2/interface cn.com.amazonaws.cn-north-1.ec2"}, found: []string{"error REG-20 ec2"},
		},
		"S11 a commercial Region": {
			ask:   recommend.Request{Region: "cn-north-1", Services: []string{"kms@us-east-1"}},
			types: []string{}, found: []string{"error REG-05 kms@us-east-1"},
		},
		"M01 DynamoDB with private DNS": {
			ask: recommend.Request{Region: "us-east-1", Services: []string{"dynamodb"}, Options: map[string]recommend.Option{
				"dynamodb": {VPCEndpointTypes: []string{"Interface"}, PrivateDNSEnabled: yes()},
			}},
			types: []string{"dynamodb/interface com.amazonaws.us-east-1.dynamodb"}, found: []string{"error DNS-05 dynamodb", "warning DNS-10 dynamodb"},
		},
		"M02 sqs as a gateway": {
			ask:   recommend.Request{Region: "us-east-1", Services: []string{"sqs"}, Options: map[string]recommend.Option{"sqs": {VPCEndpointTypes: []string{"Gateway"}}}},
			types: []string{}, found: []string{"error GW-01 sqs"},
		},
		"M10 a multi-Region access point called s3": {
			ask: recommend.Request{Region: "us-east-1", Targets: map[string]recommend.Target{
				"global": {Service: "s3", ARN: "arn:aws:s3::111111111111:accesspoint/mfzwi23gnjvgw.mrap"},
			}},
			types: []string{"s3-global.accesspoint/interface com.amazonaws.s3-global.accesspoint"},
			found: []string{"error REG-29 global", "info ACC-01 global"},
		},
		"M17 a private API from on premises": {
			ask:   recommend.Request{Region: "us-east-1", Services: []string{"execute-api"}, Callers: []string{"on_premises"}},
			types: []string{"execute-api/interface com.amazonaws.us-east-1.execute-api"},
			found: []string{"warning DNS-12 execute-api", "info DNS-14 on_premises", "info SG-05 on_premises"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ask(t, tc.ask)
			if diff := cmp.Diff(tc.types, types(got)); diff != "" {
				t.Errorf("endpoints (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(tc.found, found(got)); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// TestGatewayServices covers where the callers are, for the three services with a gateway.
func TestGatewayServices(t *testing.T) {
	t.Parallel()
	type row struct {
		region, service string
		callers         []string
		option          recommend.Option
		decision        recommend.Decision
		endpoints       []string
		inbound         *bool // of s3/interface
	}
	for name, tc := range map[string]row{
		"s3 inside":                 {"us-east-1", "s3", []string{"vpc"}, recommend.Option{}, recommend.UseGateway, []string{"s3/gateway"}, nil},
		"s3 both":                   {"us-east-1", "s3", []string{"vpc", "peered_vpc"}, recommend.Option{}, recommend.UseGatewayAndInterface, []string{"s3/gateway", "s3/interface"}, yes()},
		"s3 outside only":           {"us-east-1", "s3", []string{"transit_gateway"}, recommend.Option{}, recommend.UseInterface, []string{"s3/interface"}, no()},
		"s3 interface wanted":       {"us-east-1", "s3", []string{"vpc"}, recommend.Option{VPCEndpointTypes: []string{"Interface"}}, recommend.UseInterface, []string{"s3/interface"}, no()},
		"s3 gateway only, outside":  {"us-east-1", "s3", []string{"on_premises"}, recommend.Option{VPCEndpointTypes: []string{"Gateway"}}, recommend.UseNone, nil, nil},
		"s3 in China, outside only": {"cn-north-1", "s3", []string{"on_premises"}, recommend.Option{}, recommend.UseGatewayAndInterface, []string{"s3/gateway", "s3/interface"}, yes()},
		"dynamodb inside":           {"us-east-1", "dynamodb", nil, recommend.Option{}, recommend.UseGateway, []string{"dynamodb/gateway"}, nil},
		"dynamodb both":             {"us-east-1", "dynamodb", []string{"vpc", "on_premises"}, recommend.Option{}, recommend.UseGatewayAndInterface, []string{"dynamodb/gateway", "dynamodb/interface"}, nil},
		"s3express inside":          {"ap-northeast-2", "s3express", nil, recommend.Option{}, recommend.UseGateway, []string{"s3express/gateway"}, nil},
		"s3express outside":         {"ap-northeast-2", "s3express", []string{"on_premises"}, recommend.Option{}, recommend.UseNone, nil, nil},
		"s3express both":            {"ap-northeast-2", "s3express", []string{"vpc", "on_premises"}, recommend.Option{}, recommend.UseGateway, []string{"s3express/gateway"}, nil},
		"s3express without zones":   {"eu-central-2", "s3express", nil, recommend.Option{}, recommend.UseNone, nil, nil},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			q := recommend.Request{Region: tc.region, Services: []string{tc.service}, Callers: tc.callers, Options: map[string]recommend.Option{tc.service: tc.option}}
			got := ask(t, q)
			rec := got.Recommendations[tc.service]
			if rec.Decision != tc.decision || !slices.Equal(rec.Endpoints, tc.endpoints) {
				t.Errorf("got %s %v: %v", rec.Decision, rec.Endpoints, rec.Reasons)
			}
			if len(rec.Reasons) == 0 && len(rec.Rejected) == 0 {
				t.Error("no reason")
			}
			e, ok := got.Endpoints["s3/interface"]
			if tc.inbound == nil {
				return
			}
			if !ok || e.DNSOptions == nil || e.DNSOptions.PrivateDNSOnlyForInboundResolverEndpoint == nil ||
				*e.DNSOptions.PrivateDNSOnlyForInboundResolverEndpoint != *tc.inbound {
				t.Errorf("dns_options are %+v", e)
			}
		})
	}
	d := ask(t, recommend.Request{Region: "us-east-1", Services: []string{"dynamodb"}, Callers: []string{"on_premises"}}).Endpoints["dynamodb/interface"]
	if d.PrivateDNSEnabled == nil || *d.PrivateDNSEnabled {
		t.Error("DynamoDB has no private DNS")
	}
}

// TestNoEndpoint covers services that get none, by egress.
func TestNoEndpoint(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		region, service, egress string
		found                   []string
		rule                    string
	}{
		"no endpoint, no egress":      {"us-east-1", "health", "", []string{"error REG-23 health"}, "REG-23"},
		"no endpoint, NAT":            {"us-east-1", "health", "nat", []string{"info REG-23 health"}, "REG-23"},
		"inside the VPC":              {"us-east-1", "rds-instance", "", []string{"info REG-23 rds-instance"}, "REG-23"},
		"its own endpoints":           {"us-east-1", "opensearch-domain", "", []string{"info IF-15 opensearch-domain"}, "IF-15"},
		"public only":                 {"us-east-1", "cloudfront-edge", "", []string{"error REG-23 cloudfront-edge"}, "REG-23"},
		"ended":                       {"us-east-1", "qldb.session", "internet", []string{"error REG-22 qldb.session"}, "REG-22"},
		"fixed Region in the name":    {"eu-west-1", "pricingplanmanager", "", []string{"error REG-18 pricingplanmanager"}, "REG-18"},
		"only somewhere else":         {"eu-west-1", "organizations", "", []string{"error REG-22 organizations"}, "REG-22"},
		"excluded Region":             {"ap-southeast-7", "eks", "nat", []string{"info REG-22 eks"}, "REG-22"},
		"a tunnel":                    {"us-east-1", "tunnel", "", []string{"error LAT-07 tunnel"}, "LAT-07"},
		"an undescribed own service":  {"us-east-1", "endpoint-service", "", []string{"error ACC-02 endpoint-service"}, "ACC-02"},
		"not listed for other Region": {"us-east-1", "sqs@eu-west-1", "", []string{"error REG-03 sqs@eu-west-1"}, "REG-03"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ask(t, recommend.Request{Region: tc.region, Services: []string{tc.service}, Egress: tc.egress})
			if diff := cmp.Diff(tc.found, found(got)); diff != "" {
				t.Error(diff)
			}
			rec := got.Recommendations[tc.service]
			if rec.Decision != recommend.UseNone || len(got.Endpoints) > 0 || !slices.Equal(got.UnsupportedServices, []string{tc.service}) {
				t.Errorf("got %s, %v", rec.Decision, types(got))
			}
			if len(rec.Rejected) == 0 || rec.Rejected[len(rec.Rejected)-1].Rule != tc.rule {
				t.Errorf("rejected are %+v", rec.Rejected)
			}
		})
	}
}

func TestNamesAcrossPartitions(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		region, service string
		types           []string
		found           []string
	}{
		"IAM from another Region":    {"ap-northeast-2", "iam", []string{"iam/interface@us-east-1 com.amazonaws.iam us-east-1"}, []string{"warning COST-08 iam", "warning REG-06 iam", "warning REG-13 iam", "info REG-04 iam"}},
		"IAM at home":                {"us-east-1", "iam", []string{"iam/interface com.amazonaws.iam"}, []string{}},
		"IAM in GovCloud":            {"us-gov-west-1", "iam", []string{"iam/interface com.amazonaws.iam"}, []string{}},
		"Route 53 in China":          {"cn-north-1", "route53", []string{"route53/interface com.amazonaws.route53"}, []string{}},
		"a SageMaker prefix":         {"eu-west-1", "notebook", []string{"notebook/interface aws.sagemaker.eu-west-1.notebook"}, []string{}},
		"a reversed prefix":          {"eu-west-1", "cassandra-streams", []string{"cassandra-streams/interface api.aws.eu-west-1.cassandra-streams"}, []string{}},
		"GovCloud is not evidenced":  {"us-gov-west-1", "s3", []string{"s3/gateway com.amazonaws.us-gov-west-1.s3"}, []string{"not checked REG-22 s3"}},
		"Sovereign Cloud":            {"eusc-de-east-1", "execute-api", []string{"execute-api/interface eu.amazonaws.eusc-de-east-1.execute-api"}, []string{"warning DNS-12 execute-api"}},
		"isolated":                   {"us-iso-east-1", "sqs", []string{"sqs/interface gov.ic.c2s.us-iso-east-1.sqs"}, []string{}},
		"a superseded name":          {"us-east-1", "kafka", []string{"kafka-api/interface aws.api.us-east-1.kafka-api"}, []string{"info REG-22 kafka"}},
		"an ending service":          {"us-east-1", "thinclient.api", []string{"thinclient.api/interface com.amazonaws.us-east-1.thinclient.api"}, []string{"info REG-22 thinclient.api"}},
		"another name of other form": {"us-east-1", "com.amazonaws.us-east-1.freetier", []string{"freetier/interface aws.api.us-east-1.freetier"}, []string{}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ask(t, recommend.Request{Region: tc.region, Services: []string{tc.service}})
			if diff := cmp.Diff(tc.types, types(got)); diff != "" {
				t.Error(diff)
			}
			have := slices.DeleteFunc(found(got), func(line string) bool { return strings.HasPrefix(line, "not checked DNS-05") })
			if diff := cmp.Diff(tc.found, have); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		ask   recommend.Request
		check func(*recommend.Result) bool
		found []string
	}{
		"FIPS takes the variant": {
			recommend.Request{Region: "us-east-1", Services: []string{"kms"}, FIPS: true},
			func(r *recommend.Result) bool {
				return r.Endpoints["kms-fips/interface"] != nil && r.Recommendations["kms"] != nil
			},
			[]string{},
		},
		"FIPS without a variant": {
			recommend.Request{Region: "us-east-1", Services: []string{"route53"}, FIPS: true},
			func(r *recommend.Result) bool { return r.Endpoints["route53/interface"] != nil },
			[]string{"error REG-27 route53"},
		},
		"FIPS not offered there": {
			recommend.Request{Region: "eu-west-1", Services: []string{"polly"}, FIPS: true},
			func(r *recommend.Result) bool { return r.Endpoints["polly/interface"] != nil },
			[]string{"error REG-27 polly"},
		},
		"FIPS of a gateway is not visible": {
			recommend.Request{Region: "us-east-1", Services: []string{"s3"}, FIPS: true},
			func(r *recommend.Result) bool { return r.Endpoints["s3/gateway"] != nil },
			[]string{"not checked REG-27 s3"},
		},
		"an option overrides FIPS": {
			recommend.Request{Region: "us-east-1", Services: []string{"kms"}, FIPS: true, Options: map[string]recommend.Option{"kms": {FIPS: no()}}},
			func(r *recommend.Result) bool { return r.Endpoints["kms/interface"] != nil },
			[]string{},
		},
		"dualstack where it is known": {
			recommend.Request{Region: "us-east-1", Services: []string{"sqs"}, IPAddressType: "dualstack"},
			func(r *recommend.Result) bool {
				e := r.Endpoints["sqs/interface"]
				return e.IPAddressType == "dualstack" && e.DNSOptions.DNSRecordIPType == "dualstack"
			},
			[]string{},
		},
		"dualstack where it is known not to be": {
			recommend.Request{Region: "us-east-1", Services: []string{"rds"}, IPAddressType: "dualstack"},
			func(r *recommend.Result) bool {
				e := r.Endpoints["rds/interface"]
				return e.IPAddressType == "ipv4" && e.DNSOptions == nil
			},
			[]string{"error IF-10 rds"},
		},
		"dualstack where it is not known": {
			recommend.Request{Region: "us-east-1", Services: []string{"kms-fips"}, IPAddressType: "dualstack"},
			func(r *recommend.Result) bool {
				return r.Endpoints["kms-fips/interface"].IPAddressType == "dualstack"
			},
			[]string{"not checked IF-10 kms-fips"},
		},
		"DynamoDB gateway is IPv4": {
			recommend.Request{Region: "us-east-1", Services: []string{"dynamodb"}, IPAddressType: "dualstack"},
			func(r *recommend.Result) bool { return r.Endpoints["dynamodb/gateway"].IPAddressType == "ipv4" },
			[]string{"warning GW-19 dynamodb"},
		},
		"dual-stack ECR with dual-stack S3": {
			recommend.Request{Region: "us-east-1", Services: []string{"ecr", "s3"}, IPAddressType: "dualstack"},
			func(r *recommend.Result) bool { return r.Endpoints["s3/gateway"].IPAddressType == "dualstack" },
			[]string{},
		},
		"dual-stack ECR with IPv4 S3": {
			recommend.Request{Region: "us-east-1", Services: []string{"ecr", "s3"}, IPAddressType: "dualstack", Options: map[string]recommend.Option{"s3": {IPAddressType: "ipv4"}}},
			func(r *recommend.Result) bool { return r.Endpoints["s3/gateway"].IPAddressType == "ipv4" },
			[]string{"error DEP-02 ecr.dkr/interface"},
		},
		"private DNS off": {
			recommend.Request{Region: "us-east-1", Services: []string{"sqs"}, Options: map[string]recommend.Option{"sqs": {PrivateDNSEnabled: no()}}},
			func(r *recommend.Result) bool {
				e := r.Endpoints["sqs/interface"]
				return !*e.PrivateDNSEnabled && len(e.PrivateDNSNames) == 0
			},
			[]string{"warning DNS-11 sqs"},
		},
		"private DNS off for image pulls": {
			recommend.Request{Region: "us-east-1", Services: []string{"ecr", "s3"}, Options: map[string]recommend.Option{"ecr.dkr": {PrivateDNSEnabled: no()}}},
			func(r *recommend.Result) bool { return !*r.Endpoints["ecr.dkr/interface"].PrivateDNSEnabled },
			[]string{"error DNS-13 ecr.dkr"},
		},
		"no private DNS in China": {
			recommend.Request{Region: "cn-north-1", Services: []string{"rds"}},
			func(r *recommend.Result) bool { return !*r.Endpoints["rds/interface"].PrivateDNSEnabled },
			[]string{},
		},
		"an unknown name is said to be so": {
			recommend.Request{Region: "us-east-1", Services: []string{"timestream.query-{cell}"}},
			func(r *recommend.Result) bool {
				return r.Endpoints["timestream.query-{cell}/interface"].ServiceName == ""
			},
			[]string{"not checked REG-22 timestream.query-{cell}"},
		},
		"a workload with a missing dependency left to NAT": {
			recommend.Request{Region: "us-east-1", Services: []string{"ecr.dkr"}, Egress: "nat"},
			func(r *recommend.Result) bool { return r.Endpoints["ecr.dkr/interface"] != nil },
			[]string{"warning DEP-01 ecr.api", "warning DEP-01 s3"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ask(t, tc.ask)
			if !tc.check(got) {
				t.Errorf("got %v", types(got))
			}
			have := slices.DeleteFunc(found(got), func(line string) bool { return strings.HasPrefix(line, "not checked DNS-05") })
			if diff := cmp.Diff(tc.found, have); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestOwnEntries(t *testing.T) {
	t.Parallel()
	got := ask(t, recommend.Request{
		Region: "us-east-1",
		EndpointServices: map[string]recommend.EndpointService{
			"partner":    {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0aaa", Owner: "333333333333", Ports: []int{8443}},
			"inspection": {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0bbb", ServiceType: "GatewayLoadBalancer"},
			"verified":   {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0ccc", Ports: []int{443}, AcceptanceRequired: no(), PrivateDNSNames: []string{"api.example.com"}, PrivateDNSVerified: yes()},
			"managed":    {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0ddd", ManagesVPCEndpoints: true},
		},
		ResourceConfigurations: map[string]recommend.ResourceConfiguration{
			"database": {ARN: "arn:aws:vpc-lattice:us-east-1:222222222222:resourceconfiguration/rcfg-1", Type: "SINGLE", PortRanges: []string{"5432"}, Shared: yes()},
			"segment":  {Type: "CIDR"},
			"unshared": {Shared: no()},
		},
		ServiceNetworks: map[string]recommend.ServiceNetwork{"mesh": {ARN: "arn:aws:vpc-lattice:us-east-1:222222222222:servicenetwork/sn-1"}},
	})
	decisions := map[string]recommend.Decision{}
	for key, rec := range got.Recommendations {
		decisions[key] = rec.Decision
	}
	want := map[string]recommend.Decision{
		"partner": recommend.UseInterface, "inspection": recommend.UseGatewayLoadBalancer, "verified": recommend.UseInterface, "managed": recommend.UseNone,
		"database": recommend.UseResource, "segment": recommend.UseNone, "unshared": recommend.UseResource, "mesh": recommend.UseServiceNetwork,
	}
	if diff := cmp.Diff(want, decisions); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{
		"error ACC-21 unshared", "error LAT-07 segment", "info IF-15 managed", "not checked ACC-21 mesh",
	}, found(got)); diff != "" {
		t.Error(diff)
	}
	if e := got.Endpoints["verified/interface"]; e.PrivateDNSEnabled == nil || !*e.PrivateDNSEnabled {
		t.Error("a verified name of a service without acceptance can be used at once")
	}
	if e := got.Endpoints["partner/interface"]; *e.PrivateDNSEnabled || !slices.Equal(e.Ports, []int{8443}) || e.PolicySupported == nil || *e.PolicySupported {
		t.Errorf("partner is %+v", e)
	}
	if e := got.Endpoints["inspection/gateway_load_balancer"]; e.RequiresSecurityGroup || !e.RequiresSubnets || e.PrivateDNSEnabled != nil {
		t.Errorf("inspection is %+v", e)
	}
	if e := got.Endpoints["database/resource"]; e.ResourceConfigurationARN == "" || e.ServiceName != "" || !slices.Equal(e.Ports, []int{5432}) {
		t.Errorf("database is %+v", e)
	}
}

func TestUnusableInput(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		ask  recommend.Request
		want []string
	}{
		"nothing":                  {recommend.Request{Region: "us-east-1"}, []string{"services: Nothing is asked for"}},
		"unknown Region":           {recommend.Request{Region: "us-esat-1", Services: []string{"s3"}}, []string{`region: "us-esat-1" is not a Region; known are`}},
		"unknown service":          {recommend.Request{Region: "us-east-1", Services: []string{"s3", "secretmanager"}}, []string{`services[1]: "secretmanager" is neither`, "nearest keys are secretsmanager, "}},
		"several faults":           {recommend.Request{Region: "us-east-1", Services: []string{"nope1"}, Callers: []string{"moon"}}, []string{"services[0]:", `callers["moon"]: "moon" is not allowed; use one of vpc, on_premises`}},
		"unknown workload":         {recommend.Request{Region: "us-east-1", Workloads: map[string][]string{"eks": nil}}, []string{`workloads["eks"]: "eks" is not a workload; known are asea_baseline`}},
		"unknown part":             {recommend.Request{Region: "us-east-1", Workloads: map[string][]string{"ecr_pull": {"log"}}}, []string{`workloads["ecr_pull"]["log"]: "log" is not an optional part of ecr_pull; its optional parts are logs, kms`}},
		"workload of parts only":   {recommend.Request{Region: "us-east-1", Workloads: map[string][]string{"dms_private": nil}}, []string{"at least one optional part must be named"}},
		"option for nothing":       {recommend.Request{Region: "us-east-1", Services: []string{"s3"}, Options: map[string]recommend.Option{"sqs": {}}}, []string{`service_options["sqs"]: The option is for "sqs", which no service`}},
		"two options for one":      {recommend.Request{Region: "us-east-1", Services: []string{"ecr"}, Options: map[string]recommend.Option{"ecr": {}, "ecr.dkr": {}}}, []string{`service_options["ecr.dkr"]: "ecr" and "ecr.dkr" both name "ecr.dkr"`}},
		"option type":              {recommend.Request{Region: "us-east-1", Services: []string{"s3"}, Options: map[string]recommend.Option{"s3": {VPCEndpointTypes: []string{"gateway"}}}}, []string{`vpc_endpoint_types["gateway"]: "gateway" is not allowed; use one of Gateway`}},
		"own key is a service":     {recommend.Request{Region: "us-east-1", EndpointServices: map[string]recommend.EndpointService{"logs": {}}}, []string{`endpoint_services["logs"]: The key "logs" already means the AWS service "logs"`}},
		"own key twice":            {recommend.Request{Region: "us-east-1", EndpointServices: map[string]recommend.EndpointService{"x1y2": {}}, ServiceNetworks: map[string]recommend.ServiceNetwork{"x1y2": {}}}, []string{"stands in endpoint_services too"}},
		"own service as a service": {recommend.Request{Region: "us-east-1", Services: []string{"com.amazonaws.vpce.us-east-1.vpce-svc-0aaa"}}, []string{"describe it in endpoint_services"}},
		"a target of nothing":      {recommend.Request{Region: "us-east-1", Targets: map[string]recommend.Target{"t": {}}}, []string{`targets["t"]: A target needs service or arn`}},
		"not an ARN":               {recommend.Request{Region: "us-east-1", Targets: map[string]recommend.Target{"t": {ARN: "bucket"}}}, []string{`targets["t"].arn: "bucket" is not an ARN`}},
		"a contradicted ARN":       {recommend.Request{Region: "us-east-1", Targets: map[string]recommend.Target{"t": {ARN: "arn:aws:sqs:us-east-1:111111111111:q", Region: "us-west-2"}}}, []string{`targets["t"].region: "us-west-2" contradicts the ARN, which says "us-east-1"`}},
		"service region twice":     {recommend.Request{Region: "us-east-1", Services: []string{"s3@us-west-2"}, Options: map[string]recommend.Option{"s3@us-west-2": {ServiceRegion: "eu-west-1"}}}, []string{"contradicts the Region"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			result, errs := recommend.Recommend(facts(t), tc.ask)
			if result != nil || len(errs) == 0 {
				t.Fatal("no error")
			}
			var all strings.Builder
			for _, err := range errs {
				all.WriteString(err.Error() + "\n")
			}
			for _, want := range tc.want {
				if !strings.Contains(all.String(), want) {
					t.Errorf("no %q in\n%s", want, all.String())
				}
			}
		})
	}
}

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
			if len(rec.Reasons)+len(rec.Rejected) == 0 {
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

// TestReasonsNameTheOrigin holds that each endpoint says first who asks for it.
func TestReasonsNameTheOrigin(t *testing.T) {
	t.Parallel()
	got := ask(t, recommend.Request{
		Region: "ap-northeast-2", Services: []string{"s3"}, Workloads: map[string][]string{"eks_private_cluster": {"logs"}, "ecr_pull": nil},
		Targets: map[string]recommend.Target{"orders": {ARN: "arn:aws:dynamodb:ap-northeast-2:222222222222:table/orders"}},
	})
	for key, want := range map[string]string{
		"s3/gateway":       "Asked for in services, needed by workload ecr_pull, needed by workload eks_private_cluster.",
		"logs/interface":   "Needed by workload eks_private_cluster (container or control-plane logs).",
		"dynamodb/gateway": "Reached as target orders.",
	} {
		if reasons := got.Endpoints[key].Reasons; reasons[0] != want {
			t.Errorf("%s: %v", key, reasons)
		}
	}
}

// TestNamesOutsideTheCommercialPartitionNameTheirSource covers S11: the China list is CDK's.
func TestNamesOutsideTheCommercialPartitionNameTheirSource(t *testing.T) {
	t.Parallel()
	const want = "Its name in partition aws-cn rests on the sources aws-pl-list, cdk, state of 2026-11-23; describe-vpc-endpoint-services is the authority (REG-19)."
	if reasons := ask(t, recommend.Request{Region: "cn-north-1", Services: []string{"ec2"}}).Endpoints["ec2/interface"].Reasons; !slices.Contains(reasons, want) {
		t.Errorf("got %v", reasons)
	}
	if reasons := ask(t, recommend.Request{Region: "us-east-1", Services: []string{"ec2"}}).Endpoints["ec2/interface"].Reasons; len(reasons) != 4 {
		t.Errorf("got %v", reasons)
	}
}

// TestPlannedPolicies holds that a policy which cannot be used is not passed over in silence.
func TestPlannedPolicies(t *testing.T) {
	t.Parallel()
	for service, want := range map[string]string{
		"email-smtp": "It accepts no custom policy", "codecatalyst": "Whether it accepts the custom policy that is planned is not known", "sqs": "",
	} {
		got := ask(t, recommend.Request{Region: "us-east-1", Services: []string{service}, Options: map[string]recommend.Option{service: {Policy: "{}"}}})
		reasons := strings.Join(got.Endpoints[service+"/interface"].Reasons, "\n")
		if !strings.Contains(reasons, want) || want == "" && strings.Contains(reasons, "custom policy") {
			t.Errorf("%s: %s", service, reasons)
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
