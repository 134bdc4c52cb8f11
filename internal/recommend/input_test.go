package recommend_test

import (
	"strings"
	"testing"

	"github.com/vpce-tools/terraform-provider-vpce/internal/recommend"
)

func TestUnusableInput(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		ask  recommend.Request
		want []string
	}{
		"nothing":                         {recommend.Request{Region: "us-east-1"}, []string{"services: Nothing is asked for"}},
		"unknown Region":                  {recommend.Request{Region: "us-esat-1", Services: []string{"s3"}}, []string{`region: "us-esat-1" is not a Region; known are`}},
		"unknown service":                 {recommend.Request{Region: "us-east-1", Services: []string{"s3", "secretmanager"}}, []string{`services[1]: "secretmanager" is neither`, "nearest keys are secretsmanager, "}},
		"several faults":                  {recommend.Request{Region: "us-east-1", Services: []string{"nope1"}, Callers: []string{"moon"}}, []string{"services[0]:", `callers["moon"]: "moon" is not allowed; use one of vpc, on_premises`}},
		"unknown workload":                {recommend.Request{Region: "us-east-1", Workloads: map[string][]string{"eks": nil}}, []string{`workloads["eks"]: "eks" is not a workload; known are asea_baseline`}},
		"unknown part":                    {recommend.Request{Region: "us-east-1", Workloads: map[string][]string{"ecr_pull": {"log"}}}, []string{`workloads["ecr_pull"]["log"]: "log" is not an optional part of ecr_pull; its optional parts are logs, kms`}},
		"workload of parts only":          {recommend.Request{Region: "us-east-1", Workloads: map[string][]string{"dms_private": nil}}, []string{"at least one optional part must be named"}},
		"option for nothing":              {recommend.Request{Region: "us-east-1", Services: []string{"s3"}, Options: map[string]recommend.Option{"sqs": {}}}, []string{`service_options["sqs"]: The option is for "sqs", which no service`}},
		"two options for one":             {recommend.Request{Region: "us-east-1", Services: []string{"ecr"}, Options: map[string]recommend.Option{"ecr": {}, "ecr.dkr": {}}}, []string{`service_options["ecr.dkr"]: "ecr" and "ecr.dkr" both name "ecr.dkr"`}},
		"option type":                     {recommend.Request{Region: "us-east-1", Services: []string{"s3"}, Options: map[string]recommend.Option{"s3": {VPCEndpointTypes: []string{"gateway"}}}}, []string{`vpc_endpoint_types["gateway"]: "gateway" is not allowed; use one of Gateway`}},
		"own key is a service":            {recommend.Request{Region: "us-east-1", EndpointServices: map[string]recommend.EndpointService{"logs": {}}}, []string{`endpoint_services["logs"]: The key "logs" already means the AWS service "logs"`}},
		"own key twice":                   {recommend.Request{Region: "us-east-1", EndpointServices: map[string]recommend.EndpointService{"x1y2": {}}, ServiceNetworks: map[string]recommend.ServiceNetwork{"x1y2": {}}}, []string{"stands in endpoint_services too"}},
		"own service as a service":        {recommend.Request{Region: "us-east-1", Services: []string{"com.amazonaws.vpce.us-east-1.vpce-svc-0aaa"}}, []string{"describe it in endpoint_services"}},
		"an own key with a slash":         {recommend.Request{Region: "us-east-1", ServiceNetworks: map[string]recommend.ServiceNetwork{"g/h": {}}}, []string{`service_networks["g/h"]: The key "g/h" cannot be part of an endpoint key`}},
		"an endpoint service of no type":  {recommend.Request{Region: "us-east-1", EndpointServices: map[string]recommend.EndpointService{"p": {ServiceType: "gatewayloadbalancer"}}}, []string{`endpoint_services["p"].service_type: "gatewayloadbalancer" is not allowed; use one of Interface, GatewayLoadBalancer`}},
		"an endpoint service of no name":  {recommend.Request{Region: "us-east-1", EndpointServices: map[string]recommend.EndpointService{"p": {ServiceName: "garbage"}}}, []string{`endpoint_services["p"].service_name: "garbage" is not a full service name`}},
		"an endpoint service nowhere":     {recommend.Request{Region: "us-east-1", EndpointServices: map[string]recommend.EndpointService{"p": {Region: "mars"}}}, []string{`endpoint_services["p"].region: "mars" is not a Region`}},
		"a contradicted endpoint service": {recommend.Request{Region: "us-east-1", EndpointServices: map[string]recommend.EndpointService{"p": {ServiceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0a", Region: "eu-west-1"}}}, []string{`"eu-west-1" contradicts service_name, which says "us-east-1"`}},
		"a port that is none":             {recommend.Request{Region: "us-east-1", EndpointServices: map[string]recommend.EndpointService{"p": {Ports: []int{0}}}}, []string{`endpoint_services["p"].ports: 0 is not a TCP port`}},
		"a resource of no type":           {recommend.Request{Region: "us-east-1", ResourceConfigurations: map[string]recommend.ResourceConfiguration{"p": {Type: "FOO", PortRanges: []string{"abc"}}}}, []string{`resource_configurations["p"].type: "FOO" is not allowed`, `port_ranges["abc"]: "abc" is neither a port`}},
		"an option that says nothing":     {recommend.Request{Region: "us-east-1", ServiceNetworks: map[string]recommend.ServiceNetwork{"p": {}}, Options: map[string]recommend.Option{"p": {FIPS: yes(), VPCEndpointTypes: []string{"Interface"}}}}, []string{`service_options["p"].fips:`, `service_options["p"].vpc_endpoint_types:`}},
		"a target of nothing":             {recommend.Request{Region: "us-east-1", Targets: map[string]recommend.Target{"t": {}}}, []string{`targets["t"]: A target needs service or arn`}},
		"not an ARN":                      {recommend.Request{Region: "us-east-1", Targets: map[string]recommend.Target{"t": {ARN: "bucket"}}}, []string{`targets["t"].arn: "bucket" is not an ARN`}},
		"a contradicted ARN":              {recommend.Request{Region: "us-east-1", Targets: map[string]recommend.Target{"t": {ARN: "arn:aws:sqs:us-east-1:111111111111:q", Region: "us-west-2"}}}, []string{`targets["t"].region: "us-west-2" contradicts the ARN, which says "us-east-1"`}},
		"an ARN of no Region":             {recommend.Request{Region: "us-east-1", Targets: map[string]recommend.Target{"t": {ARN: "arn:aws:dynamodb:us-esat-1:111111111111:table/x"}}}, []string{`targets["t"].arn: "us-esat-1" is not a Region`}},
		"a target of two Regions":         {recommend.Request{Region: "us-east-1", Targets: map[string]recommend.Target{"t": {Service: "s3@us-west-2", Region: "eu-west-1"}}}, []string{`targets["t"].service: "s3@us-west-2" names the Region us-west-2, and the target is in eu-west-1`}},
		"service region twice":            {recommend.Request{Region: "us-east-1", Services: []string{"s3@us-west-2"}, Options: map[string]recommend.Option{"s3@us-west-2": {ServiceRegion: "eu-west-1"}}}, []string{"contradicts the Region"}},
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
