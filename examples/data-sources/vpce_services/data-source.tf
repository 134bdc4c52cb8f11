provider "vpce" {
  region = "eu-west-1"
}

# Services that a VPC of another Region can reach.
data "vpce_services" "cross_region" {
  vpc_endpoint_type      = "Interface"
  cross_region_supported = true
}

output "cross_region" {
  value = data.vpce_services.cross_region.keys
}

# Services by a word in key, name or alias.
data "vpce_services" "kinesis" {
  query = "kinesis"
}

output "kinesis" {
  value = { for key, service in data.vpce_services.kinesis.services : key => service.vpc_endpoint_types }
}
