package recommend_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
)

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
		"error ACC-21 unshared", "error LAT-07 segment", "info IF-15 managed", "not checked ACC-21 mesh", "not checked SG-01 unshared",
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

// TestTwoWishesOneEndpoint holds that neither of two wishes for one endpoint is lost.
func TestTwoWishesOneEndpoint(t *testing.T) {
	t.Parallel()
	q := recommend.Request{Region: "us-east-1", Services: []string{"kms", "kms-fips"}, Options: map[string]recommend.Option{"kms": {FIPS: yes()}}}
	got := ask(t, q)
	if len(got.Endpoints) != 1 || len(found(got)) != 0 {
		t.Errorf("got %v, %v", types(got), found(got))
	}
	for _, name := range []string{"kms", "kms-fips"} {
		if !slices.Equal(got.Recommendations[name].Endpoints, []string{"kms-fips/interface"}) {
			t.Errorf("%s: %+v", name, got.Recommendations[name])
		}
	}
	q.Options["kms"] = recommend.Option{FIPS: yes(), PrivateDNSEnabled: no()}
	if diff := cmp.Diff([]string{"error DNS-02 kms-fips", "warning DNS-11 kms"}, found(ask(t, q))); diff != "" {
		t.Error(diff)
	}
}

// TestOwnEntriesHaveCallersToo covers callers outside the VPC of an endpoint service.
func TestOwnEntriesHaveCallersToo(t *testing.T) {
	t.Parallel()
	got := ask(t, recommend.Request{Region: "us-east-1", Callers: []string{"vpc", "peered_vpc"}, EndpointServices: map[string]recommend.EndpointService{
		"partner": {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0aaa", Ports: []int{443}, AcceptanceRequired: no(), PrivateDNSNames: []string{"a.example.com"}, PrivateDNSVerified: yes()},
	}})
	if diff := cmp.Diff([]string{"info DNS-14 peered_vpc", "info SG-05 peered_vpc"}, found(got)); diff != "" {
		t.Error(diff)
	}
	for _, f := range got.Report.Findings() {
		if f.Rule == "DNS-14" && !strings.Contains(f.Detail, "Route 53 Profile") {
			t.Error(f.Detail)
		}
	}
}

// TestFindingsStandWhereTheWishStands holds that a finding names the input that asked.
func TestFindingsStandWhereTheWishStands(t *testing.T) {
	t.Parallel()
	got := ask(t, recommend.Request{
		Region: "ap-northeast-2", Services: []string{"acm", "health"}, Workloads: map[string][]string{"eks_private_cluster": nil},
		Targets: map[string]recommend.Target{"far": {ARN: "arn:aws:dynamodb:us-west-2:111111111111:table/t"}},
	})
	want := map[string]string{
		"DEP-07 acm": "services[0]", "REG-23 health": "services[1]", "REG-26 sts": `workloads["eks_private_cluster"]`, "REG-03 dynamodb@us-west-2": `targets["far"]`,
	}
	have := map[string]string{}
	for _, f := range got.Report.Findings() {
		if key := f.Rule + " " + f.Target; want[key] != "" {
			have[key] = f.Attribute
		}
	}
	if diff := cmp.Diff(want, have); diff != "" {
		t.Error(diff)
	}
}

// TestZonesOfDirectoryBuckets covers S3 Express, which only some zones have.
func TestZonesOfDirectoryBuckets(t *testing.T) {
	t.Parallel()
	reasons := ask(t, recommend.Request{Region: "ap-northeast-2", Services: []string{"s3express"}}).Endpoints["s3express/gateway"].Reasons
	if !slices.Contains(reasons, "In ap-northeast-2 the service is only in apne2-az3 (GW-01).") {
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

// TestMovedWishesKeepTheirTargets moves a service by service_region onto a wish that a target
// made already: nothing that is known of either may be lost.
func TestMovedWishesKeepTheirTargets(t *testing.T) {
	t.Parallel()
	got := ask(t, recommend.Request{
		Region: "us-east-1", Services: []string{"s3"},
		Targets: map[string]recommend.Target{"archive": {ARN: "arn:aws:s3:::archive", Region: "us-west-2", CopySourceRegion: "us-east-1"}},
		Options: map[string]recommend.Option{"s3": {ServiceRegion: "us-west-2"}},
	})
	if !slices.Contains(found(got), "error REG-25 archive") {
		t.Errorf("the finding about the target is lost: %v", found(got))
	}
	reasons := got.Endpoints["s3/interface@us-west-2"].Reasons
	if len(reasons) == 0 || reasons[0] != "Reached as target archive, asked for in services." {
		t.Errorf("the origin is lost: %v", reasons)
	}
}
